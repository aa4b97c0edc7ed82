package dev.tidemark.sample.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.tidemark.sample.SampleProcess;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseChoiceTests {

	@TempDir
	Path workingDirectory;

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withUserConfiguration(DatabaseConfiguration.class)
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues("sample.database.directory=" + this.workingDirectory.resolve("embedded"));
	}

	@Test
	void startsTheEmbeddedDatabaseWhereNothingIsConfigured() {
		runner().withPropertyValues("spring.datasource.url=").run((context) -> {
			assertThat(context).hasSingleBean(EmbeddedDatabase.class);
			assertThat(context.getBean(DataSource.class).getConnection().isValid(5)).isTrue();
		});
	}

	@Test
	void stopsTheEmbeddedDatabaseWithTheContext() {
		Path data = this.workingDirectory.resolve("embedded/data");
		runner().run((context) -> assertThat(PostmasterFile.of(data)).isPresent());
		assertThat(PostmasterFile.of(data)).isEmpty();
	}

	@Test
	void usesTheDatabaseThatTheVariablesName() {
		runner()
			.withPropertyValues("DATABASE_HOST=db", "DATABASE_PORT=5433", "DATABASE_NAME=n", "DATABASE_USER=u",
					"DATABASE_PASSWORD=p")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class)).satisfies((dataSource) -> {
				assertThat(dataSource.getJdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/n");
				assertThat(dataSource.getUsername()).isEqualTo("u");
				assertThat(dataSource.getPassword()).isEqualTo("p");
			}));
		assertThat(this.workingDirectory.resolve("embedded")).doesNotExist();
	}

	@Test
	void usesTheDataSourceUrlBeforeAllElse() {
		runner()
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://other/n", "spring.datasource.username=u",
					"DATABASE_HOST=db")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.isEqualTo("jdbc:postgresql://other/n"));
		assertThat(this.workingDirectory.resolve("embedded")).doesNotExist();
	}

	@Test
	void endsWithAnAnalysisWhereTheVariablesAreWrong() throws IOException {
		try (SampleProcess application = SampleProcess.start(this.workingDirectory,
				Map.of("DATABASE_HOST", "localhost", "DATABASE_PORT", "abc"))) {
			assertThat(application.awaitExit()).isEqualTo(1);
			assertThat(application.output()).contains("APPLICATION FAILED TO START")
				.contains("DATABASE_PORT is not a port")
				.contains("DATABASE_NAME is not set")
				.contains("DATABASE_USER is not set")
				.contains("DATABASE_PASSWORD is not set")
				.doesNotContain("\tat ");
		}
	}

}
