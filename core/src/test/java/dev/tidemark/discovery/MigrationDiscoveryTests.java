package dev.tidemark.discovery;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationDiscoveryTests {

	private static final String ONE = "classpath:discovery/accepted/repeatables-in-order";

	static List<String> accepted() {
		return DiscoveryCases.in("accepted");
	}

	static List<String> refused() {
		return DiscoveryCases.in("refused");
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void finds(String name) {
		DiscoveredMigrations found = DiscoveryCases.discover(DiscoveryCases.location(name));
		assertThat(DiscoveryCases.show(found)).isEqualTo(DiscoveryCases.expected(name));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refuses(String name) {
		String location = DiscoveryCases.location(name);
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> DiscoveryCases.discover(location))
			.satisfies((ex) -> assertThat(ex).hasMessage(DiscoveryCases.expected(name)));
	}

	@Test
	void ordersJavaMigrationsAmongTheFiles() {
		CodeMigration code = CodeMigration.of(noop(), "V1_5__code", null);
		DiscoveredMigrations found = discovery(true, "classpath:discovery/accepted/subfolders").discover(List.of(code));
		assertThat(found.catalog().versioned()).extracting(Migration::label)
			.containsExactly("001 a", "1.5 code", "002 b", "003 c");
	}

	@Test
	void namesTheFileAndTheClassWithOneVersion() {
		CodeMigration code = CodeMigration.of(noop(), "V1__code", null);
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> discovery(true, ONE).discover(List.of(code)))
			.withMessageContainingAll(code.script() + ": version 1 is also that of",
					"discovery/accepted/repeatables-in-order/001_z.sql");
	}

	@Test
	void findsNothingWithoutLocations() {
		DiscoveredMigrations found = discovery(true).discover(List.of());
		assertThat(found.catalog().all()).isEmpty();
		assertThat(found.warnings()).isEmpty();
	}

	@Test
	void refusesLocationsThatDoNotExist() {
		MigrationDiscovery discovery = discovery(true, "classpath:nowhere", ONE, "file:/no/where");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> discovery.discover(List.of()))
			.withMessage(
					"""
							2 problems with the migrations; nothing was run:
							  - classpath:nowhere: does not exist: create the folder, mend tidemark.locations, or set tidemark.fail-on-missing-location=false
							  - file:/no/where: does not exist: create the folder, mend tidemark.locations, or set tidemark.fail-on-missing-location=false""");
	}

	@Test
	void warnsOfLocationsThatDoNotExistWhereToldTo() {
		DiscoveredMigrations found = discovery(false, "classpath:nowhere", ONE, "file:/no/where").discover(List.of());
		assertThat(found.catalog().all()).hasSize(4);
		assertThat(found.warnings()).containsExactly(
				"The location classpath:nowhere does not exist; no migrations come from there",
				"The location file:/no/where does not exist; no migrations come from there");
	}

	@Test
	void keepsTheLinesOfTheFileInTheDownSection() {
		DiscoveredMigrations found = DiscoveryCases.discover("classpath:discovery/accepted/every-form");
		assertThat(found.catalog().versioned()).filteredOn((migration) -> migration.label().equals("011 sections"))
			.singleElement()
			.isInstanceOfSatisfying(SqlMigration.class, (migration) -> {
				assertThat(migration.up()).isEqualTo(SqlScript.of("discovery/accepted/every-form/011_sections.sql",
						"-- migrate:up\nSELECT 1;\n", 1));
				assertThat(migration.down())
					.isEqualTo(SqlScript.of("discovery/accepted/every-form/011_sections.sql", "\nSELECT 2;\n", 3));
			});
	}

	private static MigrationDiscovery discovery(boolean failOnMissingLocation, String... locations) {
		return new MigrationDiscovery(new PathMatchingResourcePatternResolver(), List.of(locations),
				failOnMissingLocation, new NamingSettings(null, null, null));
	}

	private static JavaMigration noop() {
		return (context) -> {
		};
	}

}
