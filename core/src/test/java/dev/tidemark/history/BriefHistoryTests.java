package dev.tidemark.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.MigrationInfo;
import dev.tidemark.MigrationReport;
import dev.tidemark.Migrator;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A start compares versions and checksums with the files, and reads whole rows only where
 * it has to.
 */
@PostgresTest
class BriefHistoryTests extends AbstractMigratorTests {

	@Test
	void readsNoOrdinaryRow() {
		for (int i = 1; i <= 20; i++) {
			write("%02d_t.sql".formatted(i), "SELECT " + i);
		}
		migrate();
		assertThat(roundTripsOfAStart()).isEqualTo(2);
		List<MigrationInfo> reported = migrate().status().migrations();
		assertThat(reported).hasSize(20).allMatch((info) -> info.state() == MigrationState.APPLIED);
		assertThat(reported).allMatch((info) -> info.appliedAt() == null);
		assertThat(migrator().status().migrations()).allMatch((info) -> info.appliedAt() != null);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					a repeatable that ran twice | UPDATE schema_migrations SET state = state WHERE false
					a failure before            | INSERT INTO schema_migrations (version, name, script, kind, checksum, state, statements_done, statements_total, applied_at, execution_ms, applied_by, applied_from, error) SELECT version, name, script, kind, checksum, 'failed', 0, 1, now(), 0, '', '', 'no' FROM schema_migrations WHERE version = '2'; DELETE FROM schema_migrations WHERE version = '2' AND state = 'applied'; INSERT INTO schema_migrations (version, name, script, kind, checksum, state, statements_done, statements_total, applied_at, execution_ms, applied_by, applied_from) SELECT version, name, script, kind, checksum, 'applied', 1, 1, now(), 0, '', '' FROM schema_migrations WHERE version = '2'
					another order               | UPDATE schema_migrations SET version = '9' WHERE version = '1'; INSERT INTO schema_migrations (version, name, script, kind, checksum, state, statements_done, statements_total, applied_at, execution_ms, applied_by, applied_from) SELECT '1', name, script, kind, checksum, state, statements_done, statements_total, applied_at, execution_ms, applied_by, applied_from FROM schema_migrations WHERE version = '9'; DELETE FROM schema_migrations WHERE version = '9'
					an error of a rollback      | UPDATE schema_migrations SET error = 'could not be undone' WHERE version = '3'
					""")
	void needsNoMoreForAHistoryWithAPast(String past, String sql) {
		write("1_a.sql", "SELECT 1").write("2_b.sql", "SELECT 2").write("3_c.sql", "SELECT 3");
		write("R__view.sql", "SELECT 1");
		migrate();
		write("R__view.sql", "SELECT 2");
		migrate();
		database().execute(sql);
		assertThat(roundTripsOfAStart()).as(past).isLessThanOrEqualTo(past.contains("rollback") ? 3 : 2);
		assertThat(migrator().plan().steps()).isEmpty();
	}

	@Test
	void needsNoMoreWhereAnOlderOneIsPending() {
		write("1_a.sql", "SELECT 1").write("3_c.sql", "SELECT 3");
		migrate();
		write("2_b.sql", "SELECT 2");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			assertThat(Migrator.of(proxy.dataSource(), settings()).plan().labels()).containsExactly("2 b");
			assertThat(proxy.roundTrips()).isEqualTo(2);
		}
	}

	@Test
	void believesTheNewestRowOfAMigration() {
		write("1_a.sql", "SELECT 1").write("2_b.sql", "SELECT 2");
		migrate();
		database().execute(
				"INSERT INTO schema_migrations (version, name, script, kind, checksum, state, statements_done, statements_total, applied_at, execution_ms, applied_by, applied_from) SELECT version, name, script, kind, checksum, 'rolled_back', 1, 1, now(), 0, '', '' FROM schema_migrations WHERE version = '1'");
		assertThat(migrator().plan().labels()).containsExactly("1 a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "extended" })
	void readsWhatIsNotOrdinaryAsItIs(String mode) throws SQLException {
		write("1_a.sql", "SELECT 1").write("R__view.sql", "SELECT 1");
		migrate();
		database().execute(
				"UPDATE schema_migrations SET error = $$ {\"a,\", NULL} \\n '' $$, applied_from = 'NULL', name = ''");
		HistoryTable table = new HistoryTable("public", "schema_migrations", true);
		try (Session session = Sessions.open(dataSource("preferQueryMode=" + mode))) {
			assertThat(HistoryReader.readBriefly(session, table, MigrationCatalog.of(List.of())).rows())
				.isEqualTo(HistoryReader.read(session, table).rows())
				.hasSize(2);
		}
	}

	@Test
	void seesEveryChangeOfARow() {
		write("1_a.sql", "SELECT 1").write("2_b.sql", "SELECT 2");
		migrate();
		String checksum = values("SELECT checksum FROM schema_migrations WHERE version = '1'").get(0);
		for (String change : List.of("checksum = 'sha256:' || repeat('0', 64), up_script = NULL", "state = 'failed'",
				"state = 'rolled_back'", "version = '3'")) {
			database().execute("UPDATE schema_migrations SET %s WHERE version = '1'".formatted(change));
			assertThat(plan()).as(change).isNotEqualTo("[] []");
			database()
				.execute("UPDATE schema_migrations SET version = '1', state = 'applied', checksum = '%s' WHERE id = 1"
					.formatted(checksum));
			assertThat(plan()).isEqualTo("[] []");
		}
	}

	/**
	 * The same plan as from every row, whatever the rows say.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void plansAsFromEveryRow(int seed) {
		Random random = new Random(seed);
		for (int i = 1; i <= 12; i++) {
			write("%02d_t.sql".formatted(i), "SELECT " + i);
		}
		write("R__view.sql", "SELECT 1");
		migrate();
		for (int i = 0; i < 25; i++) {
			int version = 1 + random.nextInt(12);
			database().execute(change(random.nextInt(7)).formatted(version));
			String brief = plan();
			database().execute("UPDATE schema_migrations SET error = coalesce(error, '')");
			assertThat(brief).as("seed %d, change %d", seed, i).isEqualTo(plan());
			database().execute("UPDATE schema_migrations SET error = nullif(error, '')");
		}
	}

	private static String change(int kind) {
		return switch (kind) {
			case 0 -> "DELETE FROM schema_migrations WHERE version = '%1$02d'";
			case 1 -> "UPDATE schema_migrations SET state = 'rolled_back' WHERE version = '%1$02d'";
			case 2 -> "UPDATE schema_migrations SET state = 'failed', statements_done = 0 WHERE version = '%1$02d'";
			case 3 ->
				"UPDATE schema_migrations SET state = 'applied' WHERE id IN (SELECT max(id) FROM schema_migrations WHERE version = '%1$02d' HAVING NOT bool_or(state = 'applied'))";
			case 4 -> "UPDATE schema_migrations SET checksum = 'sha256:' || repeat('a', 64) WHERE version = '%1$02d'";
			case 5 -> "UPDATE schema_migrations SET checksum = NULL WHERE version = '%1$02d'";
			default ->
				"INSERT INTO schema_migrations (version, name, script, kind, checksum, state, statements_done, statements_total, applied_at, execution_ms, applied_by, applied_from) SELECT version, name, script, kind, checksum, 'rolled_back', 1, 1, now(), 0, '', '' FROM schema_migrations WHERE version = '%1$02d'";
		};
	}

	private String plan() {
		try {
			MigrationPlan plan = migrator().plan();
			return plan.labels() + " " + plan.warnings();
		}
		catch (InvalidMigrationsException ex) {
			List<String> problems = new ArrayList<>();
			ex.problems().forEach((problem) -> problems.add(problem.toString()));
			return problems.toString();
		}
	}

	private int roundTripsOfAStart() {
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			MigrationReport report = Migrator.of(proxy.dataSource(), settings()).migrate();
			assertThat(report.scripts()).isEmpty();
			return proxy.roundTrips();
		}
	}

}
