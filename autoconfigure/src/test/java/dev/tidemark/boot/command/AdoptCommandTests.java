package dev.tidemark.boot.command;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class AdoptCommandTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory);
		this.folder.write("001_users.sql", "CREATE TABLE users ();");
		this.folder.write("002_orders.sql", "CREATE TABLE orders ();");
		this.database.execute(
				"CREATE TABLE users (); CREATE TABLE schema_migrations (version varchar PRIMARY KEY); INSERT INTO schema_migrations VALUES ('001'), ('000')");
	}

	private CommandRun run(String command) {
		return CommandRun.of(this.database, this.folder, command);
	}

	@Test
	void showsWhatWouldComeOfEachRow() {
		CommandRun run = run("adopt dbmate --dry-run");
		assertThat(run.code()).as(run.err()).isZero();
		assertThat(run.out()).isEqualToIgnoringNewLines(
				"""
						From dbmate ("public"."schema_migrations"): 2 adopted (1 without a file), 1 left to run. Nothing was changed.

						ROW  FILE            VERDICT
						000  -               no file
						001  001_users.sql   adopted
						-    002_orders.sql  pending
						""");
		assertThat(this.database.jdbc()
			.sql("SELECT to_regclass('tidemark_migrations') IS NULL")
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void adoptsWhereToldToAndOnlyOnce() {
		CommandRun refused = run("adopt auto");
		assertThat(refused.code()).isEqualTo(2);
		assertThat(refused.err()).contains("--yes", "--dry-run");
		CommandRun run = run("adopt auto --yes");
		assertThat(run.code()).as(run.err()).isZero();
		assertThat(run.out()).endsWith(
				"Took over the history of dbmate (\"public\".\"schema_migrations\"): 2 adopted (1 without a file), 1 left to run."
						+ System.lineSeparator());
		assertThat(run("status").out()).containsPattern("(?m)^001 +users +applied ");
		CommandRun again = run("adopt dbmate --yes");
		assertThat(again.code()).isZero();
		assertThat(again.out()).contains("is adopted already. Nothing was changed.");
		assertThat(run("migrate").out()).contains("1 migration applied");
	}

	@Test
	void failsWhereARowIsInTheWay() {
		this.database.execute(
				"DROP TABLE schema_migrations; CREATE TABLE schema_migrations AS SELECT 1::bigint AS version, true AS dirty");
		CommandRun dry = run("adopt golang-migrate --dry-run");
		assertThat(dry.code()).isEqualTo(1);
		assertThat(dry.out()).contains("failed   an attempt that failed or did not end");
		CommandRun run = run("adopt golang-migrate --yes");
		assertThat(run.code()).isEqualTo(1);
		assertThat(run.err()).contains("cannot be taken over as it is", "action: ");
	}

	@Test
	void takesTheColumnsOfAPlainTable() {
		this.database.execute("CREATE TABLE done AS SELECT '001_users.sql' AS what");
		CommandRun run = run("adopt plain --table done --file-column what --yes");
		assertThat(run.code()).as(run.err()).isZero();
		assertThat(run.out()).contains("001_users.sql  001_users.sql   adopted");
	}

	@Test
	void knowsTheTools() {
		assertThat(run("adopt dbmat").code()).isEqualTo(2);
		assertThat(run("adopt").code()).isEqualTo(2);
		assertThat(run("adopt flyway --dry-run").err()).contains("A history of Flyway is not in the schema public");
	}

	@Test
	void exportsForFlyway() {
		run("adopt dbmate --yes");
		assertThat(run("export liquibase").code()).isEqualTo(2);
		CommandRun sql = run("export flyway --sql");
		assertThat(sql.out()).contains("CREATE TABLE IF NOT EXISTS \"public\".\"flyway_schema_history\"", "'users'");
		CommandRun run = run("export flyway --table flyway_schema_history");
		assertThat(run.code()).as(run.err()).isZero();
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM flyway_schema_history").query(Integer.class).single())
			.isEqualTo(2);
	}

}
