package dev.tidemark.authoring;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

/**
 * Writes the text of a new Java migration.
 */
final class JavaTemplate {

	private static final String TEXT = """
			package %s;

			import dev.tidemark.migration.JavaMigration;
			import dev.tidemark.migration.MigrationContext;
			import dev.tidemark.migration.MigrationVersion;
			import org.springframework.stereotype.Component;

			/**
			 * %s (%s).
			 */
			@Component
			@MigrationVersion(value = "%s", name = "%s")
			class %s implements JavaMigration {

				// runs in one transaction with its history row; override down(MigrationContext) too, so that it can be undone
				@Override
				public void up(MigrationContext context) {
					// context.jdbc().sql("UPDATE ...").update();
				}

			}
			""";

	private JavaTemplate() {
	}

	static String text(String javaPackage, String version, String name, String description, Instant time) {
		return TEXT.formatted(javaPackage,
				description.replaceAll("\\s+", " ").replace("*/", "* /").replace("\\u", "\\ u"),
				time.truncatedTo(ChronoUnit.SECONDS), version, name, className(name));
	}

	/**
	 * Returns the name of the class, such as {@code AddDueDate} for {@code add_due_date}.
	 */
	static String className(String name) {
		String joined = Arrays.stream(name.toLowerCase(Locale.ROOT).split("[_-]"))
			.map(StringUtils::capitalize)
			.collect(Collectors.joining());
		return Character.isJavaIdentifierStart(joined.charAt(0)) ? joined : "Migration" + joined;
	}

}
