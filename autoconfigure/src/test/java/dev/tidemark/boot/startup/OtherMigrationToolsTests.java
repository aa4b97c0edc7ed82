package dev.tidemark.boot.startup;

import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import liquibase.Liquibase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.tidemark.boot.LogLines;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.autoconfigure.Runners;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class OtherMigrationToolsTests {

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.runner = Runners.plain(new ApplicationContextRunner())
			.withPropertyValues(Runners.on(database, new MigrationFolder(this.directory)))
			.withPropertyValues("tidemark.run-at=startup");
	}

	@Test
	void saysNothingWhereThereIsNone() {
		assertThat(warnings(Flyway.class, Liquibase.class)).doesNotContain("class path");
	}

	@Test
	void tellsOnceThatFlywayLivesBeside() {
		assertThat(warnings(Liquibase.class)).containsOnlyOnce("Also on the class path: Flyway. Both live side by side")
			.contains("spring.flyway.enabled=false")
			.doesNotContain("iquibase");
	}

	@Test
	void tellsOnceThatLiquibaseLivesBeside() {
		assertThat(warnings(Flyway.class)).containsOnlyOnce("Also on the class path: Liquibase. Both live side by side")
			.contains("spring.liquibase.enabled=false")
			.doesNotContain("lyway");
	}

	@Test
	void tellsOfBothInOneLine() {
		assertThat(warnings()).containsOnlyOnce("Also on the class path: Flyway and Liquibase");
	}

	@Test
	void saysNothingWhereTheModeIsOff() {
		this.runner = this.runner.withPropertyValues("tidemark.mode=off");
		assertThat(warnings()).doesNotContain("class path");
	}

	private String warnings(Class<?>... absent) {
		try (LogLines lines = LogLines.of("dev.tidemark", Level.INFO)) {
			this.runner.withClassLoader(new FilteredClassLoader(absent))
				.run((context) -> assertThat(context).hasNotFailed());
			return String.join("\n", lines.at(Level.WARN));
		}
	}

}
