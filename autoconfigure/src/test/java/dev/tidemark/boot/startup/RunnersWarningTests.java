package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.tidemark.boot.LogLines;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class RunnersWarningTests {

	@TempDir
	private Path directory;

	@Test
	void namesInOneWarningTheRunnersThatRanBeforeTheMigrations(TestDatabase database) {
		assertThat(warnings(database, "tidemark.run-at=ready", Runners.class)).singleElement()
			.asString()
			.contains("importCountries, warmCaches")
			.contains("ApplicationReadyEvent")
			.contains("tidemark.run-at=startup");
	}

	@Test
	void saysNothingWhereTheMigrationsCameFirst(TestDatabase database) {
		assertThat(warnings(database, "tidemark.run-at=startup", Runners.class)).isEmpty();
	}

	@Test
	void saysNothingWhereNothingRuns(TestDatabase database) {
		assertThat(warnings(database, "tidemark.mode=off", Runners.class)).isEmpty();
	}

	@Test
	void saysNothingWithoutRunners(TestDatabase database) {
		assertThat(warnings(database, "tidemark.run-at=ready")).isEmpty();
	}

	private List<String> warnings(TestDatabase database, String property, Class<?>... sources) {
		Class<?>[] all = (sources.length > 0) ? new Class<?>[] { PlainTestApplication.class, sources[0] }
				: new Class<?>[] { PlainTestApplication.class };
		try (LogLines lines = LogLines.of(ReadyMigration.class.getName(), Level.INFO);
				TestApplication application = new TestApplication(all)) {
			application.on(database, new MigrationFolder(this.directory)).with(property).start();
			return lines.at(Level.WARN);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Runners {

		@Bean
		ApplicationRunner importCountries() {
			return (arguments) -> {
			};
		}

		@Bean
		CommandLineRunner warmCaches() {
			return (arguments) -> {
			};
		}

	}

}
