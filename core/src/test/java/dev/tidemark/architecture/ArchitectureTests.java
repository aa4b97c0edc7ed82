package dev.tidemark.architecture;

import java.net.URL;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.Migrator;
import dev.tidemark.badexample.BadFacade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArchitectureTests {

	private static final JavaClasses ENGINE = new ClassFileImporter().importUrl(production());

	private static final JavaClasses BAD = new ClassFileImporter().importPackagesOf(BadFacade.class);

	private static final ArchitectureRules RULES = new ArchitectureRules("dev.tidemark");

	private static final ArchitectureRules BAD_RULES = new ArchitectureRules("dev.tidemark.badexample");

	private static URL production() {
		return Migrator.class.getProtectionDomain().getCodeSource().getLocation();
	}

	static Set<String> packages() {
		return ArchitectureRules.packages();
	}

	@ParameterizedTest
	@MethodSource("packages")
	void usesOnlyThePackagesItMay(String name) {
		RULES.arrowsOf(name).check(ENGINE);
	}

	@ParameterizedTest
	@CsvSource({ "sql, migration", "migration, event", "event, plan", "discovery, plan", "authoring, history",
			"plan, history", "jdbc, history", "history, lock", "lock, history", "offline, lock", "schema, history",
			"snapshot, lock", "adoption, plan", "baseline, lock", "execution, discovery" })
	void firesWhereAPackageUsesAnother(String name, String used) {
		assertFires(BAD_RULES.arrowsOf(name), bad(name), bad(used));
	}

	@ParameterizedTest
	@MethodSource("packages")
	void firesWhereAPackageUsesTheRoot(String name) {
		assertFires(BAD_RULES.arrowsOf(name), bad(name), BadFacade.class.getName());
	}

	@Test
	void allowsTheRootEverything() {
		assertThat(ENGINE.get(Migrator.class).getDirectDependenciesFromSelf())
			.extracting((dependency) -> dependency.getTargetClass().getPackageName())
			.contains("dev.tidemark.discovery", "dev.tidemark.event", "dev.tidemark.plan");
	}

	@Test
	void listsEveryPackage() {
		RULES.everyPackageIsListed().check(ENGINE);
	}

	@Test
	void firesOnAPackageThatIsNotListed() {
		assertFires(BAD_RULES.everyPackageIsListed(), bad("unlisted"));
	}

	@Test
	void hasNoCycles() {
		RULES.noCycles().check(ENGINE);
	}

	@Test
	void firesOnACycle() {
		assertFires(BAD_RULES.noCycles(), "Cycle detected", bad("history"), bad("lock"));
	}

	@Test
	void knowsJdbcOnlyWhereItTalksToTheServer() {
		RULES.pureWithoutJdbc().check(ENGINE);
	}

	@ParameterizedTest
	@MethodSource("pure")
	void firesOnJdbcInAPurePackage(String name) {
		assertFires(BAD_RULES.pureWithoutJdbc(), bad(name), "java.sql.Connection");
	}

	static Stream<String> pure() {
		return Stream.of("sql", "migration", "event", "discovery", "plan", "offline");
	}

	@Test
	void usesFewLibraries() {
		RULES.fewLibraries().check(ENGINE);
	}

	@Test
	void firesOnAnotherLibrary() {
		assertFires(BAD_RULES.fewLibraries(), BadFacade.class.getName(), "org.assertj");
	}

	@Test
	void looksAtTheWholeEngineAndAtNoTest() {
		assertThat(ENGINE).hasSizeGreaterThan(100)
			.noneMatch((type) -> type.getName().endsWith("Tests") || type.getName().contains("badexample"));
	}

	private static String bad(String name) {
		return "%s.%s.Bad%s".formatted(BadFacade.class.getPackageName(), name,
				name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
	}

	private static void assertFires(ArchRule rule, String... named) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(BAD))
			.withMessageContainingAll(named);
	}

}
