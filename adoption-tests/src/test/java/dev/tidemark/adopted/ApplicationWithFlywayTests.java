package dev.tidemark.adopted;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that uses Flyway by Boot's starter, with 30 migrations of which three
 * are repeatable and one is written in Java, on a database that began with a baseline,
 * changes this one dependency.
 */
@PostgresTest(template = FlywayShop.class)
class ApplicationWithFlywayTests {

	private static final List<String> OBJECTS = List.of(
			"""
					SELECT n.nspname::text || '.' || c.relname::text || ' ' || c.relkind::text || coalesce(' ' || pg_get_viewdef(c.oid), '')
					       || coalesce((SELECT string_agg(attname::text || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull::text, ', ' ORDER BY attname)
					                    FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped), '')
					       || coalesce(' ' || pg_get_indexdef(i.indexrelid), '')
					FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_index i ON i.indexrelid = c.oid
					WHERE n.nspname IN ('public', 'audit') AND c.relname !~ '^(flyway_|schema_migrations)' ORDER BY 1
					""",
			"SELECT conrelid::regclass::text || ' ' || conname::text || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'audit'::regnamespace) AND conrelid::regclass::text !~ '^(flyway_|schema_migrations)' ORDER BY 1",
			"SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'audit'::regnamespace) ORDER BY 1",
			"SELECT tgrelid::regclass::text || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
			"SELECT enumlabel FROM pg_enum ORDER BY enumtypid, enumsortorder", "SELECT name FROM customers ORDER BY 1",
			"SELECT code || city FROM warehouses ORDER BY 1", "SELECT name FROM teams",
			"SELECT banner FROM team_banner");

	private TestDatabase database;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
	}

	private static String started(ShopProcess process) {
		assertThat(ended(process)).contains("Started ShopApplication");
		return process.output();
	}

	private static String ended(ShopProcess process) {
		assertThat(process.code()).as(process.output()).isZero();
		return process.output();
	}

	private List<String> values(TestDatabase where, String sql) {
		return where.jdbc().sql(sql).query((row, number) -> String.valueOf(row.getString(1))).list();
	}

	private List<String> rowsOfFlyway() {
		return values(this.database, "SELECT h::text || xmin FROM flyway_schema_history h ORDER BY installed_rank");
	}

	private List<String> ourRows() {
		return values(this.database, "SELECT s::text || xmin FROM schema_migrations s ORDER BY id");
	}

	private List<String> objects(TestDatabase where) {
		return OBJECTS.stream().flatMap((sql) -> values(where, sql).stream()).toList();
	}

	@Test
	void startsWithNothingRunAgainAndAgainAndStillWithFlyway() {
		List<String> flyway = rowsOfFlyway();
		List<String> before = objects(this.database);
		// 27 without the three before the baseline, and the baseline itself
		assertThat(flyway).hasSize(28);
		String output = started(ShopProcess.withTidemarkAndPortedMigration(this.database));
		assertThat(output)
			.contains(
					"Took over the history of Flyway (\"public\".\"flyway_schema_history\"): 28 adopted, 0 left to run")
			.doesNotContain("Applied migrations that this release does not know")
			.doesNotContain(" WARN ");
		assertThat(values(this.database,
				"SELECT kind || ' ' || count(*) FROM schema_migrations WHERE state = 'applied' GROUP BY kind ORDER BY 1"))
			.containsExactly("adopted 27", "baseline 1");
		List<String> ours = ourRows();
		started(ShopProcess.withTidemarkAndPortedMigration(this.database));
		assertThat(ourRows()).isEqualTo(ours);
		// the release before starts too
		started(ShopProcess.withFlyway(this.database));
		assertThat(rowsOfFlyway()).isEqualTo(flyway);
		assertThat(objects(this.database)).isEqualTo(before);
	}

	@Test
	void adoptsByCommandAndShowsEverythingAsApplied() {
		assertThat(ended(
				ShopProcess.withTidemarkAndPortedMigration(this.database, "--tidemark.command=adopt flyway --yes")))
			.contains("checksum verified", "Took over the history of Flyway", "28 adopted");
		assertThat(
				ended(ShopProcess.withTidemarkAndPortedMigration(this.database, "--tidemark.command=status --check")))
			.contains("nothing pending");
	}

	@Test
	void warnsOfTheJavaMigrationWhereItIsNotPorted() {
		List<String> before = objects(this.database);
		String output = started(ShopProcess.withTidemark(this.database));
		assertThat(objects(this.database)).isEqualTo(before);
		assertThat(output).contains("28 adopted (1 without a file), 0 left to run")
			.contains("V12__Default_customers.class");
	}

	/**
	 * Adoption itself changes no object, as the first test asserts.
	 */
	@Test
	void hasTheSchemaOfADatabaseThatTidemarkMigratedAlone(TestServer server) {
		try (TestDatabase pure = server.createDatabase()) {
			started(ShopProcess.withTidemarkAndPortedMigration(pure));
			assertThat(objects(this.database)).hasSizeGreaterThan(60).isEqualTo(objects(pure));
			assertThat(values(pure, "SELECT DISTINCT kind FROM schema_migrations ORDER BY 1")).containsExactly("java",
					"repeatable", "sql");
		}
	}

}
