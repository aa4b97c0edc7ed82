package dev.tidemark.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/**
 * The arrows between the packages of the engine. The root is a parameter, so that the
 * same rules can be shown to fire on bad examples.
 */
final class ArchitectureRules {

	/** Each package, and the packages of ours that it may use. The root may use all. */
	private static final Map<String, Set<String>> ARROWS = arrows();

	private static final Set<String> PURE = Set.of("sql", "migration", "event", "discovery", "plan", "offline");

	private static final String[] JDBC = { "java.sql..", "javax.sql..", "org.springframework.jdbc..",
			"org.springframework.dao..", "org.postgresql.." };

	private static final String[] LIBRARIES = { "java..", "javax.sql..", "org.jspecify..", "org.slf4j..",
			"org.springframework.core..", "org.springframework.util..", "org.springframework.jdbc..",
			"org.springframework.dao..", "org.postgresql.." };

	private final String root;

	ArchitectureRules(String root) {
		this.root = root;
	}

	private static Map<String, Set<String>> arrows() {
		Map<String, Set<String>> arrows = new LinkedHashMap<>();
		arrows.put("sql", Set.of());
		arrows.put("migration", Set.of("sql"));
		arrows.put("event", Set.of("migration"));
		arrows.put("discovery", Set.of("migration", "sql"));
		arrows.put("authoring", Set.of("discovery", "migration", "sql"));
		arrows.put("plan", Set.of("migration", "sql"));
		arrows.put("jdbc", Set.of("sql"));
		arrows.put("history", Set.of("migration", "jdbc", "sql"));
		arrows.put("lock", Set.of("migration", "jdbc", "sql"));
		arrows.put("schema", Set.of("migration", "jdbc", "sql"));
		arrows.put("snapshot", Set.of("schema", "migration", "jdbc", "sql"));
		arrows.put("adoption", Set.of("schema", "history", "migration", "jdbc", "sql"));
		arrows.put("baseline", Set.of("adoption", "schema", "history", "migration", "jdbc", "sql"));
		arrows.put("offline", Set.of("plan", "history", "sql", "migration"));
		arrows.put("execution", Set.of("plan", "history", "event", "schema", "jdbc", "sql", "lock", "migration"));
		arrows.put("rehearsal", Set.of("plan", "execution", "event", "jdbc", "sql", "migration"));
		return arrows;
	}

	static Set<String> packages() {
		return ARROWS.keySet();
	}

	ArchRule arrowsOf(String name) {
		List<String> allowed = Stream.concat(Stream.of(name), ARROWS.get(name).stream()).map(this::inside).toList();
		return ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage(inside(name))
			.should()
			.dependOnClassesThat(ours()
				.and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new)))))
			.as("%s uses nothing of ours but %s".formatted(name, ARROWS.get(name)));
	}

	ArchRule everyPackageIsListed() {
		String[] listed = Stream.concat(Stream.of(this.root), ARROWS.keySet().stream().map(this::inside))
			.toArray(String[]::new);
		return ArchRuleDefinition.classes()
			.should()
			.resideInAnyPackage(listed)
			.as("every package has its arrows in this test");
	}

	ArchRule noCycles() {
		return SlicesRuleDefinition.slices().matching(this.root + ".(*)..").should().beFreeOfCycles();
	}

	ArchRule pureWithoutJdbc() {
		return ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(PURE.stream().map(this::inside).toArray(String[]::new))
			.and()
			.doNotHaveFullyQualifiedName(this.root + ".migration.MigrationContext")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(JDBC)
			.as("values in, values out: only MigrationContext knows JDBC");
	}

	ArchRule fewLibraries() {
		return ArchRuleDefinition.classes()
			.should()
			.onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(LIBRARIES).or(ours()))
			.as("the engine uses the JDK, Spring JDBC, SLF4J and JSpecify: no Spring Boot, no Micrometer");
	}

	private DescribedPredicate<JavaClass> ours() {
		return JavaClass.Predicates.resideInAPackage(this.root + "..");
	}

	private String inside(String name) {
		return this.root + "." + name + "..";
	}

}
