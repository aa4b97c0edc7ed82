package dev.tidemark.test;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file for psql leaves of migrations as other tools have them what the engine leaves:
 * of those conventions whose files are unlike the others in what psql has to read.
 */
@PostgresTest
class OfflineConventionTests {

	private static final Set<String> CHOSEN = Set.of("flyway", "goose", "pg_dump", "sqitch", "tidemark");

	@TempDir
	private Path scratch;

	@BeforeAll
	static void needsPsql() {
		Assumptions.assumeTrue(Psql.isInstalled(), "needs psql: install postgresql-client");
	}

	static Stream<Convention> chosen() {
		return Convention.all().filter((convention) -> CHOSEN.contains(convention.name()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("chosen")
	void leavesWhatTheEngineLeaves(Convention convention, TestServer server) {
		MigratorSettings settings = ConventionSettings.of(convention.settings())
			.withLocations("file:" + convention.folder().resolve(Convention.MIGRATIONS));
		try (TestDatabase engine = server.createDatabase(); TestDatabase psql = server.createDatabase()) {
			Migrator.of(engine.dataSource(), settings).migrate();
			Psql.Result result = Psql.execute(OfflineFile.write(this.scratch, settings, null, null).path(), psql);
			Assumptions.assumeFalse(result.output().contains("Use psql 18 or later"), result.output());
			assertThat(result.exitCode()).as(result.output()).isZero();
			OfflineFile.assertSame(psql, engine);
			assertThat(OfflineFile.history(psql)).isEqualTo(OfflineFile.history(engine));
			assertThat(Migrator.of(psql.dataSource(), settings).verify().scripts()).isEmpty();
		}
	}

}
