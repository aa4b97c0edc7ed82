package dev.tidemark.adoption;

import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.Migrator;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A start with nothing to do costs what it costs without adoption.
 */
class RoundTripsAfterAdoptionTests extends AbstractMigratorTests {

	@Test
	void staysAtTwoWithBaselineAndRepeatables() {
		for (int i = 1; i <= 9; i++) {
			write("V%d__step.sql".formatted(i), "CREATE TABLE step_%d ()".formatted(i));
		}
		write("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1");
		Flyway.configure()
			.dataSource(database().jdbcUrl(), database().username(), database().password())
			.locations("filesystem:" + folder().path())
			.baselineOnMigrate(true)
			.baselineVersion("3")
			.load()
			.baseline();
		Flyway.configure()
			.dataSource(database().jdbcUrl(), database().username(), database().password())
			.locations("filesystem:" + folder().path())
			.load()
			.migrate();
		migrator().adopt(AdoptionRequest.of("flyway"));
		AdoptionSettings auto = new AdoptionSettings("auto", null, false, false, PlainColumns.USUAL);
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			assertThat(Migrator.of(proxy.dataSource(), settings().withAdoption(auto)).migrate().scripts()).isEmpty();
			assertThat(proxy.roundTrips()).isEqualTo(2);
			assertThat(proxy.connections()).hasSize(1);
		}
		assertThat(values("SELECT kind || ' ' || count(*) FROM schema_migrations GROUP BY kind ORDER BY 1"))
			.isEqualTo(List.of("adopted 7", "baseline 1"));
	}

}
