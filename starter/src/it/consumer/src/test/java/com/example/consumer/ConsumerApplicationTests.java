package com.example.consumer;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class ConsumerApplicationTests {

	@Test
	void migratesItsDatabaseWhenItStarts(TestDatabase database) {
		try (ConfigurableApplicationContext application = start(database)) {
			await().ignoreExceptions()
				.untilAsserted(() -> assertThat(stateOfGreeting(database)).isEqualTo("applied"));
			assertThat(database.jdbc().sql("SELECT text FROM greeting").query(String.class).list())
				.containsExactly("Hello");
			assertThat(application.isRunning()).isTrue();
		}
	}

	private static ConfigurableApplicationContext start(TestDatabase database) {
		return new SpringApplicationBuilder(ConsumerApplication.class).run(
				"--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
				"--spring.datasource.password=" + database.password());
	}

	private static String stateOfGreeting(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT state FROM schema_migrations WHERE script = '001_greeting.sql'")
			.query(String.class)
			.single();
	}

}
