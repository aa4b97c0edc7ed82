package dev.tidemark;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.Version;
import dev.tidemark.rehearsal.RehearsalReport;
import dev.tidemark.sql.ScriptChecksum;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.RoundTripProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fresh database begins from the snapshot.
 */
@PostgresTest
class SnapshotStartTests extends AbstractMigratorTests {

	private static final String USERS = "CREATE TABLE users (id bigint)";

	private static final String ORDERS = "CREATE TABLE orders (id bigint)";

	private static final String REPORT = "CREATE OR REPLACE VIEW report AS SELECT count(*) FROM users";

	@BeforeEach
	void setUp() {
		write("001_users.sql", USERS + ";\n-- migrate:down\nDROP TABLE users");
		write("002_orders.sql", ORDERS);
		write("003_items.sql", "CREATE TABLE items (id bigint)");
		write("R__report.sql", REPORT);
		writeSnapshot("CREATE TABLE users (id bigint); CREATE TABLE orders (id bigint); CREATE TABLE from_snapshot (); "
				+ REPORT);
	}

	private void writeSnapshot(String body) {
		write(".schema/schema.sql", """
				-- Tidemark snapshot of version 002
				-- tidemark-snapshot: version=001 checksum=%s name=users
				-- tidemark-snapshot: version=002 checksum=%s name=orders
				-- tidemark-snapshot: repeatable name=report checksum=%s

				%s;
				""".formatted(ScriptChecksum.of(USERS + ";\n"), ScriptChecksum.of(ORDERS), ScriptChecksum.of(REPORT),
				body));
	}

	private Migrator fresh() {
		return migrator(withSnapshot());
	}

	private MigratorSettings withSnapshot() {
		return settings()
			.withBaseline(BaselineSettings.defaults().withSnapshot("file:" + folder().path() + "/.schema/schema.sql"));
	}

	private String rows() {
		return history().stream()
			.map((row) -> "%s %s %s".formatted(row.label(), row.kind().word(), row.script()))
			.collect(Collectors.joining("\n"));
	}

	@Test
	void appliesTheSnapshotAndRecordsWhatItStandsForAndAppliesTheRest() {
		assertThat(fresh().plan().labels()).containsExactly("002 snapshot", "003 items");
		assertThat(fresh().migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
		assertThat(exists("from_snapshot")).isTrue();
		assertThat(rows()).isEqualTo("""
				001 users baseline schema.sql/001_users.sql
				002 orders baseline schema.sql/002_orders.sql
				repeatable report baseline schema.sql/R__report.sql
				003 items sql 003_items.sql""");
		assertThat(events().of(Noted.class).toString()).contains("The database is fresh: it begins from the snapshot",
				"of version 002, which stands for 3 migrations");
		assertThat(fresh().status().migrations()).extracting(MigrationInfo::state).containsOnly(MigrationState.APPLIED);
		assertThat(fresh().migrate().scripts()).isEmpty();
		assertThat(migrate().scripts()).isEmpty();
		assertThat(events().of(Warned.class)).isEmpty();
	}

	@Test
	void leavesADatabaseAloneThatHasAHistory() {
		migrate();
		assertThat(fresh().migrate().scripts()).isEmpty();
		assertThat(exists("from_snapshot")).isFalse();
	}

	@Test
	void appliesEveryMigrationWhereSomebodyHasAnythingInTheDatabase() {
		try (OtherSession other = OtherSession.open(database(), "other")) {
			other.execute("CREATE SCHEMA other; CREATE TABLE other.theirs ()");
		}
		fresh().migrate();
		assertThat(exists("from_snapshot")).isFalse();
		assertThat(history()).hasSize(4);
	}

	@Test
	void leavesNothingOfASnapshotThatFailsAndHealsAtTheNextStart() {
		writeSnapshot("CREATE TABLE users ();\nSELECT 1/0");
		MigrationFailedException failure = failing(MigrationFailedException.class, fresh());
		assertThat(failure).hasMessageContaining("schema.sql:7");
		assertThat(exists("users")).isFalse();
		assertThat(states()).containsExactly(MigrationState.FAILED);
		writeSnapshot("CREATE TABLE users (); CREATE TABLE orders (); CREATE VIEW report AS SELECT 1");
		assertThat(fresh().migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
		assertThat(fresh().migrate().scripts()).isEmpty();
	}

	@Test
	void runsWhatTheSnapshotDoesNotStandForAfterItAlsoWhereItIsOlder() {
		write("001.5_merged.sql", "ALTER TABLE orders ADD note text");
		assertThat(fresh().migrate().scripts()).containsExactly("schema.sql", "001.5_merged.sql", "003_items.sql");
		assertThat(fresh().migrate().scripts()).isEmpty();
	}

	@Test
	void recordsWhatIsInTheSnapshotOnlyAndMissesNoFileOfIt() {
		folder().delete("001_users.sql").delete("002_orders.sql");
		assertThat(fresh().migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
		assertThat(rows()).startsWith("001 users baseline schema.sql/001\n002 orders baseline schema.sql/002\n");
		assertThat(fresh().migrate().scripts()).isEmpty();
		assertThat(events().of(Warned.class)).isEmpty();
	}

	@Test
	void runsARepeatableMigrationAgainThatHasChangedSince() {
		write("R__report.sql", REPORT + ", orders");
		assertThat(fresh().migrate().scripts()).containsExactly("schema.sql", "003_items.sql", "R__report.sql");
	}

	@Test
	void appliesTheMigrationsWhereAFileHasChangedSinceTheSnapshot() {
		write("002_orders.sql", "CREATE TABLE orders (id int)");
		assertThat(fresh().migrate().scripts()).hasSize(4);
		assertThat(exists("from_snapshot")).isFalse();
		assertThat(events().of(Warned.class).toString()).contains("is not used, as it was taken before",
				"002_orders.sql", "write it again with the command 'snapshot'");
	}

	@Test
	void refusesWhereAFileHasChangedAndAnotherIsInTheSnapshotOnly() {
		folder().delete("001_users.sql");
		write("002_orders.sql", "CREATE TABLE orders (id int)");
		assertThat(failing(InvalidMigrationsException.class, fresh())).hasMessageContaining("002_orders.sql")
			.hasMessageContaining("is not what it was when the snapshot");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void appliesTheMigrationsUpToATargetBelowTheSnapshot() {
		Migrator migrator = migrator(withSnapshot().withTarget(Version.of("1")));
		assertThat(migrator.migrate().scripts()).containsExactly("001_users.sql");
	}

	@Test
	void meetsARequirementByWhatTheSnapshotStandsFor() {
		write("003_items.sql", "-- tidemark: requires=001\nCREATE TABLE items (id bigint)");
		folder().delete("001_users.sql").delete("002_orders.sql");
		assertThat(fresh().migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
	}

	@Test
	void undoesWhatItStandsForByTheDownScriptOfTheFile() {
		folder().delete("002_orders.sql").delete("003_items.sql").delete("R__report.sql");
		write(".schema/schema.sql", """
				-- Tidemark snapshot of version 001
				-- tidemark-snapshot: version=001 checksum=%s name=users
				CREATE TABLE users (id bigint);
				""".formatted(ScriptChecksum.of(USERS + ";\n")));
		fresh().migrate();
		assertThat(fresh().rollback(1).scripts()).containsExactly("001_users.sql");
		assertThat(exists("users")).isFalse();
		assertThat(fresh().migrate().scripts()).containsExactly("001_users.sql");
	}

	@Test
	void refusesAFileThatIsNoSnapshot() {
		write(".schema/schema.sql", "CREATE TABLE users ()");
		assertThat(failing(InvalidMigrationsException.class, fresh())).hasMessageContaining("schema.sql")
			.hasMessageContaining("is no snapshot");
		folder().delete(".schema/schema.sql");
		assertThat(failing(InvalidMigrationsException.class, fresh())).hasMessageContaining("does not exist");
	}

	@Test
	void appliesItOnceWhereManyStartTogether() {
		List<BackgroundRun> runs = IntStream.range(0, 4)
			.mapToObj((i) -> BackgroundRun.start(fresh()::migrate))
			.toList();
		assertThat(runs.stream().map(BackgroundRun::report).mapToInt((report) -> report.scripts().size()).sum())
			.isEqualTo(2);
		assertThat(history()).hasSize(4);
	}

	@Test
	void replacesNoPlaceholders() {
		writeSnapshot(
				"CREATE TABLE users (name text DEFAULT '${name}'); CREATE TABLE orders (); CREATE VIEW report AS SELECT 1");
		MigratorSettings settings = withSnapshot().withPlaceholders(Map.of("other", "x"));
		assertThat(migrator(settings).migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
		assertThat(values("SELECT column_default FROM information_schema.columns WHERE table_name = 'users'"))
			.containsExactly("'${name}'::text");
	}

	@Test
	void refusesASnapshotThatCannotBeOneTransaction() {
		writeSnapshot("CREATE TABLE users (id bigint);\nCREATE INDEX CONCURRENTLY users_id ON users (id)");
		assertThat(failing(InvalidMigrationsException.class, fresh())).hasMessageContaining("schema.sql:7:1")
			.hasMessageContaining("a snapshot is one transaction");
		assertThat(exists("schema_migrations")).isFalse();
	}

	@Test
	void runsNothingOutsideATransactionAlsoWhereTheServerAsksForThat() {
		writeSnapshot("DO $$ BEGIN CREATE TABLE half (); COMMIT; PERFORM 1 / 0; END $$");
		assertThat(failing(MigrationFailedException.class, fresh()).sqlState()).isEqualTo("2D000");
		assertThat(exists("half")).isFalse();
	}

	@Test
	void recordsNoFailureAfterItIsApplied() {
		fresh().migrate();
		HistoryStatements history = new HistoryStatements(new HistoryTable("public", "schema_migrations", true));
		HistoryRow snapshot = new HistoryRow("002", "snapshot", "schema.sql", "baseline", null, 1, "test", null, null);
		database().jdbc().sql(history.insertFailed(snapshot, 0, 1, "the answer to COMMIT was lost")).update();
		assertThat(states()).containsOnly(MigrationState.APPLIED);
		assertThat(fresh().migrate().scripts()).isEmpty();
	}

	@Test
	void leavesAFileAloneThatIsNoSnapshotAtTheUsualPlace() throws Exception {
		write(".classes/db/schema.sql", "CREATE TABLE spring ()");
		URL classes = folder().path().resolve(".classes").toUri().toURL();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes }, null)) {
			Migrator migrator = migrator().withResources(new PathMatchingResourcePatternResolver(loader));
			assertThat(migrator.migrate().scripts()).hasSize(4);
		}
		assertThat(exists("spring")).isFalse();
	}

	@Test
	void costsTwoRoundTripsWhereThereIsNothingToDo() {
		fresh().migrate();
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			assertThat(Migrator.of(proxy.dataSource(), withSnapshot()).migrate().scripts()).isEmpty();
			assertThat(proxy.roundTrips()).isEqualTo(2);
		}
		folder().delete("001_users.sql").delete("002_orders.sql");
		try (RoundTripProxy proxy = RoundTripProxy.inFrontOf(database())) {
			assertThat(Migrator.of(proxy.dataSource(), withSnapshot()).migrate().scripts()).isEmpty();
			assertThat(proxy.roundTrips()).isEqualTo(2);
		}
	}

	@Test
	void takesADatabaseForFreshThatHasOurLease() {
		MigratorSettings lease = withSnapshot().withLock(new LockSettings(LockStrategy.LEASE, null, null, null));
		assertThat(migrator(lease).migrate().scripts()).containsExactly("schema.sql", "003_items.sql");
		assertThat(migrator(lease).migrate().scripts()).isEmpty();
	}

	@Test
	void rehearsesTheSnapshot() {
		for (RehearsalRequest request : List.of(RehearsalRequest.onCopy(), RehearsalRequest.live())) {
			RehearsalReport report = fresh().rehearse(request);
			assertThat(report.failure()).isNull();
			assertThat(report.steps()).hasSize(2);
		}
		assertThat(exists("from_snapshot")).isFalse();
		assertThat(exists("schema_migrations")).isFalse();
	}

}
