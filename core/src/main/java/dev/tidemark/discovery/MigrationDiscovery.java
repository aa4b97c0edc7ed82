package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.migration.Callback;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.StatementSplitter;

/**
 * Finds all migrations: SQL files below the locations, and Java migrations. Needs no
 * database.
 */
public final class MigrationDiscovery {

	private static final String IN_A_JAR = "; a folder within a jar is named with classpath:, and of a jar within a jar only Spring Boot's own loader can read";

	private final ResourcePatternResolver resolver;

	private final List<String> locations;

	private final boolean failOnMissingLocation;

	private final NamingSettings naming;

	/**
	 * Creates a discovery.
	 * @param resolver reads resources
	 * @param locations the locations, with {@code classpath:} or {@code file:}
	 * @param failOnMissingLocation whether a location that does not exist is a problem
	 * @param naming how names are read where the conventions alone do not tell
	 */
	public MigrationDiscovery(ResourcePatternResolver resolver, List<String> locations, boolean failOnMissingLocation,
			NamingSettings naming) {
		this.resolver = resolver;
		this.locations = List.copyOf(locations);
		this.failOnMissingLocation = failOnMissingLocation;
		this.naming = naming;
	}

	/**
	 * Finds migrations.
	 * @param javaMigrations the Java migrations
	 * @return the catalog, and what deserves attention
	 * @throws InvalidMigrationsException listing every problem
	 */
	public DiscoveredMigrations discover(List<CodeMigration> javaMigrations) {
		List<MigrationProblem> problems = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		ScriptFiles reader = new ScriptFiles(this.resolver, problems);
		List<ScriptFile> files = reader.read(this.locations);
		reader.missing().forEach((location) -> missing(location, problems, warnings));
		ScriptNames names = new ScriptNames(this.naming, problems);
		List<NamedScript> scripts = names.read(files);
		if (!names.ignored().isEmpty()) {
			warnings
				.add("SQL files whose names fit no convention are left alone: " + String.join(", ", names.ignored()));
		}
		ScriptReading reading = reading(files, problems);
		List<Migration> migrations = new ArrayList<>(new ScriptAssembly(reading, problems).assemble(scripts));
		migrations.addAll(names.changelogs().read(files, problems));
		migrations.addAll(javaMigrations);
		List<Callback> callbacks = names.callbacks().read(reading, problems);
		MigrationCatalog catalog = catalog(migrations, callbacks, problems);
		ForeignCode.warning(files, catalog).ifPresent(warnings::add);
		List<String> notes = new ArrayList<>(names.notes());
		names.changelogs().note().ifPresent(notes::add);
		return new DiscoveredMigrations(catalog, warnings, notes);
	}

	private static ScriptReading reading(List<ScriptFile> files, List<MigrationProblem> problems) {
		Map<String, ScriptFile> beside = files.stream()
			.filter((file) -> !file.isScript())
			.collect(Collectors.toMap(ScriptFile::location, Function.identity(), (first, second) -> first));
		return new ScriptReading(beside, problems);
	}

	private static MigrationCatalog catalog(List<Migration> migrations, List<Callback> callbacks,
			List<MigrationProblem> problems) {
		try {
			MigrationCatalog catalog = MigrationCatalog.of(migrations);
			if (problems.isEmpty()) {
				return callbacks.isEmpty() ? catalog : catalog.withCallbacks(callbacks);
			}
		}
		catch (InvalidMigrationsException ex) {
			problems.addAll(ex.problems());
		}
		// refused anyway, so that every script is read: one message for all that is wrong
		migrations.forEach((migration) -> checkStatements(migration, problems));
		callbacks.forEach((callback) -> checkStatements(callback.script(), problems));
		throw new InvalidMigrationsException(problems.stream().distinct().toList());
	}

	private static void checkStatements(Migration migration, List<MigrationProblem> problems) {
		if (migration instanceof SqlMigration sql) {
			checkStatements(sql.up(), problems);
			if (sql.down() != null) {
				checkStatements(sql.down(), problems);
			}
		}
	}

	private static void checkStatements(SqlScript script, List<MigrationProblem> problems) {
		try {
			StatementSplitter.split(script.text(), script.firstLine());
		}
		catch (SqlScriptException ex) {
			problems.add(MigrationProblem.of(script.location(), ex));
		}
	}

	private void missing(String location, List<MigrationProblem> problems, List<String> warnings) {
		if (this.failOnMissingLocation) {
			problems.add(new MigrationProblem(location,
					"does not exist: create the folder, mend tidemark.locations, or set tidemark.fail-on-missing-location=false"
							+ (location.contains(".jar") ? IN_A_JAR : "")));
		}
		else {
			warnings.add("The location %s does not exist; no migrations come from there".formatted(location));
		}
	}

}
