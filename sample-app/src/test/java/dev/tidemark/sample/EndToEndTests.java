package dev.tidemark.sample;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class EndToEndTests {

	private TestDatabase database;

	@Test
	void appliesEveryMigrationAtTheFirstStart(CapturedOutput output) {
		start().close();
		List<String> lines = linesOfTidemark(output.toString());
		assertThat(lines).hasSize(10);
		assertThat(lines.get(0)).contains("The database is fresh: every migration runs");
		assertThat(lines.get(1)).containsPattern("applied 001 extensions \\(1 of 8, pending\\) in \\d+ ms");
		assertThat(lines.get(6)).containsPattern("applied 006 demonstration_data \\(6 of 8, pending\\) in \\d+ ms");
		assertThat(lines.get(9)).containsPattern("is at version 007: 8 migrations done in \\d+ ms");
	}

	@Test
	void saysInOneLineThatTheSchemaIsCurrentAtTheSecondStart(CapturedOutput output) {
		start().close();
		int first = output.length();
		start().close();
		assertThat(linesOfTidemark(output.toString().substring(first))).singleElement()
			.asString()
			.containsPattern(
					"Database 'default' is current at version 007: 8 migrations known, nothing to do, checked in \\d+ ms");
	}

	@Test
	void servesWhatItHasMigrated() {
		try (ConfigurableApplicationContext application = start()) {
			RestTestClient client = RestTestClient.bindToServer()
				.baseUrl("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"))
				.build();
			client.get()
				.uri("/actuator/migrations")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.json("""
						{"databases": {"default": {"state": "current", "version": "007", "pending": 0}}}""")
				.jsonPath("$.databases.default.migrations[*].state")
				.value(List.class, (states) -> assertThat(states).hasSize(8).containsOnly("applied"))
				.jsonPath("$.databases.default.migrations[5].script")
				.isEqualTo("dev.tidemark.sample.demo.LoadDemonstrationData");
			client.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk().expectBody().json("""
					{"status": "UP"}""");
			client.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
			client.get().uri("/api/projects").exchange().expectStatus().isOk().expectBody().json("""
					{"total": 3}""");
		}
	}

	private ConfigurableApplicationContext start() {
		Map<String, Object> settings = Map.of("server.port", "0", "spring.datasource.url", this.database.jdbcUrl(),
				"spring.datasource.username", this.database.username(), "spring.datasource.password",
				this.database.password());
		return new SpringApplicationBuilder(SampleApplication.class).run(settings.entrySet()
			.stream()
			.map((setting) -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
			.toArray(String[]::new));
	}

	private static List<String> linesOfTidemark(String output) {
		return output.lines().filter((line) -> line.contains("Database 'default'")).toList();
	}

}
