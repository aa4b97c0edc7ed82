package dev.tidemark.boot.autoconfigure;

import java.util.Objects;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.migration.UnsupportedDatabaseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OtherDatabaseTests {

	private final ApplicationContextRunner runner = Runners.plain(new ApplicationContextRunner())
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:other", "tidemark.fail-on-missing-location=false");

	@Test
	void saysThatItMigratesPostgresOnly() {
		this.runner.run((context) -> assertThatExceptionOfType(UnsupportedDatabaseException.class)
			.isThrownBy(() -> context.getBean(MigrationRunner.class).run())
			.withMessageContaining("H2")
			.withMessageContaining("Tidemark migrates PostgreSQL only")
			.satisfies((ex) -> assertThat(ex.action()).contains("tidemark.mode=off")));
	}

	@Test
	void stopsTheStartWithAnAnalysis() {
		this.runner.withPropertyValues("tidemark.run-at=startup").run((context) -> {
			FailureAnalysis analysis = analysis(Objects.requireNonNull(context.getStartupFailure()));
			assertThat(analysis.getDescription()).contains("H2")
				.contains("PostgreSQL only")
				.contains("Nothing was run");
			assertThat(analysis.getAction()).contains("spring.datasource.url").contains("tidemark.mode=off");
		});
	}

	@Test
	void isQuietWhereTheModeIsOff() {
		this.runner.withPropertyValues("tidemark.run-at=startup", "tidemark.mode=off")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void refusesAPoollessDataSourceToo() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:other");
		this.runner.withBean(DataSource.class, () -> dataSource)
			.run((context) -> assertThatExceptionOfType(UnsupportedDatabaseException.class)
				.isThrownBy(() -> context.getBean(MigrationRunner.class).run()));
	}

	private static FailureAnalysis analysis(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, ex) -> {
			}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
	}

}
