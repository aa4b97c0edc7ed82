package dev.tidemark.migration;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationCatalogTests {

	private static SqlMigration versioned(String version) {
		return SqlMigrations.versioned(version, "SELECT 1");
	}

	private static SqlMigration repeatable(String name) {
		return SqlMigrations.repeatable(name, "SELECT 1");
	}

	private static SqlMigration repeatableAfter(String name, String after) {
		return SqlMigrations.repeatable(name, "-- tidemark: after=%s\nSELECT 1".formatted(after));
	}

	private static CodeMigration java(String name) {
		return CodeMigration.of((context) -> {
		}, name, null);
	}

	@Test
	void ordersByNumbersWhereNamesSortOtherwise() {
		MigrationCatalog catalog = MigrationCatalog
			.of(List.of(versioned("10"), versioned("9"), versioned("1.10"), versioned("1.9"), versioned("0002")));
		assertThat(catalog.versioned()).extracting((migration) -> String.valueOf(migration.version()))
			.containsExactly("1.9", "1.10", "0002", "9", "10");
	}

	@Test
	void ordersJavaAmongSql() {
		MigrationCatalog catalog = MigrationCatalog.of(List.of(versioned("3"), java("V2__code"), versioned("1")));
		assertThat(catalog.versioned()).extracting(Migration::kind)
			.containsExactly(MigrationKind.SQL, MigrationKind.JAVA, MigrationKind.SQL);
	}

	@Test
	void namesBothOfTwoWithOneVersion() {
		List<SqlMigration> migrations = List.of(versioned("001"), versioned("1.0"), versioned("2"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessage("""
					One problem with the migrations; nothing was run:
					  - db/migration/1.0_change.sql: version 1.0 is also that of db/migration/001_change.sql: \
					give one of them another (tidemark.duplicates=by-name lets their names tell them apart)""");
	}

	@Test
	void namesBothOfASqlAndAJavaMigrationWithOneVersion() {
		List<Migration> migrations = List.of(versioned("002"), java("V2__code"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageContainingAll(migrations.get(1).script() + ": version 2 is also that of",
					"db/migration/002_change.sql");
	}

	@Test
	void namesEachFurtherOneWithTheSameVersion() {
		List<SqlMigration> migrations = List.of(versioned("1"), versioned("01"), versioned("001"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(MigrationProblem::source)
				.containsExactly("db/migration/01_change.sql", "db/migration/001_change.sql"));
	}

	@Test
	void namesBothOfTwoRepeatablesWithOneName() {
		List<SqlMigration> migrations = List.of(repeatable("view"), repeatable("view"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageContaining("R__view.sql: the repeatable name 'view' is also that of db/migration/R__view.sql");
	}

	@Test
	void ordersRepeatablesByNameAfterTheVersions() {
		MigrationCatalog catalog = MigrationCatalog
			.of(List.of(repeatable("b"), repeatable("a"), versioned("9"), repeatable("c")));
		assertThat(catalog.repeatable()).extracting(Migration::name).containsExactly("a", "b", "c");
		assertThat(catalog.all()).extracting(Migration::name).containsExactly("change", "a", "b", "c");
	}

	@Test
	void ordersARepeatableAfterThoseItNames() {
		MigrationCatalog catalog = MigrationCatalog.of(List.of(repeatableAfter("a", "c d"), repeatable("b"),
				repeatableAfter("c", "d"), repeatable("d"), repeatable("e")));
		assertThat(catalog.repeatable()).extracting(Migration::name).containsExactly("d", "c", "a", "b", "e");
	}

	@Test
	void refusesACycle() {
		List<SqlMigration> migrations = List.of(repeatableAfter("a", "b"), repeatableAfter("b", "c"),
				repeatableAfter("c", "a"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageEndingWith("db/migration/R__a.sql: the 'after' directives form a cycle: a, b, c, a");
	}

	@Test
	void refusesARepeatableAfterItself() {
		List<SqlMigration> migrations = List.of(repeatableAfter("a", "a"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageEndingWith("the 'after' directives form a cycle: a, a");
	}

	@Test
	void suggestsTheNameThatWasMeant() {
		List<SqlMigration> migrations = List.of(repeatable("user_names"), repeatableAfter("orders", "user_name"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageEndingWith(
					"R__orders.sql: the directive after=user_name names no repeatable migration (did you mean 'user_names'?)");
	}

	@Test
	void suggestsNothingWhereNothingIsNear() {
		List<SqlMigration> migrations = List.of(repeatable("invoices"), repeatableAfter("orders", "user_name"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageEndingWith("the directive after=user_name names no repeatable migration");
	}

	@Test
	void listsAllProblemsAtOnce() {
		List<SqlMigration> migrations = List.of(versioned("1"), versioned("01"), repeatableAfter("a", "a"),
				repeatableAfter("b", "x"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> MigrationCatalog.of(migrations))
			.withMessageStartingWith("3 problems with the migrations; nothing was run:")
			.satisfies((ex) -> assertThat(ex.problems()).extracting(MigrationProblem::source)
				.containsExactly("db/migration/01_change.sql", "db/migration/R__a.sql", "db/migration/R__b.sql"));
	}

	@Test
	void findsByTheNumberOfTheVersion() {
		SqlMigration one = versioned("001");
		SqlMigration view = repeatable("view");
		MigrationCatalog catalog = MigrationCatalog.of(List.of(one, view));
		assertThat(catalog.find(MigrationKey.of(Version.of("1.0"), "other"))).containsSame(one);
		assertThat(catalog.find(MigrationKey.of(null, "view"))).containsSame(view);
		assertThat(catalog.find(MigrationKey.of(null, "other"))).isEmpty();
	}

	@Test
	void doesNotTakeARepeatableForAVersion() {
		MigrationCatalog catalog = MigrationCatalog.of(List.of(versioned("1"), repeatable("1")));
		assertThat(catalog.all()).hasSize(2);
	}

}
