package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.Migrator;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class RunAtTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.application = application(PlainTestApplication.class);
	}

	private TestApplication application(Class<?>... sources) {
		return new TestApplication(sources).on(this.database,
				new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)"));
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void hasMigratedBeforeTheApplicationAcceptsTraffic() {
		this.application = application(PlainTestApplication.class, Order.class).start();
		assertThat(order()).containsExactly("runner", "001_users.sql", "run", "ready", "accepting");
	}

	@Test
	void runsOnceForTheReadyEventOfItsOwnContext() {
		this.application = application(PlainTestApplication.class, Order.class).start();
		try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
			child.setParent(this.application.context());
			child.refresh();
			child.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0], child, null));
		}
		assertThat(order()).filteredOn("run"::equals).hasSize(1);
		assertThat(order()).filteredOn("ready"::equals).hasSize(2);
	}

	@Test
	void migratesAtStartupBeforeBeansThatUseTheDatabase() {
		this.application = application(PlainTestApplication.class, UsingJdbcClient.class, Initialized.class)
			.with("tidemark.run-at=startup")
			.start();
		assertThat(this.application.context().getBean(UsingJdbcClient.class).users).isZero();
		assertThat(this.application.context().getBean(Initialized.class).users).isZero();
	}

	@Test
	void migratesAtStartupInALazyApplicationToo() {
		this.application.with("tidemark.run-at=startup", "spring.main.lazy-initialization=true").start();
		assertThat(migrated()).isTrue();
	}

	@Test
	void runsOnceAtStartup() {
		this.application = application(PlainTestApplication.class, Order.class).with("tidemark.run-at=startup").start();
		assertThat(order()).containsExactly("001_users.sql", "run", "runner", "ready", "accepting");
	}

	@Test
	void doesNothingUntilItIsAsked() {
		this.application.with("tidemark.run-at=manual").start();
		assertThat(migrated()).isFalse();
		this.application.context().getBean(Migrator.class).migrate();
		assertThat(migrated()).isTrue();
	}

	@SuppressWarnings("unchecked")
	private List<String> order() {
		return this.application.context().getBean("order", List.class);
	}

	private boolean migrated() {
		return this.database.jdbc().sql("SELECT to_regclass('users') IS NOT NULL").query(Boolean.class).single();
	}

	@Configuration(proxyBeanMethods = false)
	static class Order {

		private final List<String> order = new CopyOnWriteArrayList<>();

		@Bean
		List<String> order() {
			return this.order;
		}

		@Bean
		ApplicationRunner early() {
			return (arguments) -> this.order.add("runner");
		}

		@Bean
		MigrationListener telling() {
			return (event) -> {
				if (event instanceof MigrationEvent.StepFinished finished) {
					this.order.add(Path.of(finished.step().script()).getFileName().toString());
				}
				else if (event instanceof MigrationEvent.RunFinished) {
					this.order.add("run");
				}
			};
		}

		@EventListener
		void ready(ApplicationReadyEvent event) {
			this.order.add("ready");
		}

		@EventListener
		void available(AvailabilityChangeEvent<ReadinessState> event) {
			this.order.add((event.getState() == ReadinessState.ACCEPTING_TRAFFIC) ? "accepting" : "refusing");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsingJdbcClient {

		private final long users;

		UsingJdbcClient(JdbcClient jdbc) {
			this.users = jdbc.sql("SELECT count(*) FROM users").query(Long.class).single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@DependsOnDatabaseInitialization
	static class Initialized {

		private final long users;

		Initialized(DataSource dataSource) {
			this.users = JdbcClient.create(dataSource).sql("SELECT count(*) FROM users").query(Long.class).single();
		}

	}

}
