package dev.tidemark.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.PropertyPlaceholderHelper;

import dev.tidemark.migration.MigrationFileException;

/**
 * Writes the text of a new SQL file: Tidemark's own, or that of a file of the user, in
 * which {@code ${version}}, {@code ${name}}, {@code ${description}} and {@code ${time}}
 * are filled in.
 */
final class SqlTemplate {

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper("${", "}", null, null,
			true);

	private final @Nullable Path template;

	SqlTemplate(@Nullable Path template) {
		this.template = template;
	}

	/**
	 * Returns the text of a file that applies the migration, and maybe undoes it too.
	 */
	String up(String version, String name, String description, Instant time, SectionStyle style) {
		if (this.template != null) {
			return filled(this.template, Map.of("version", version, "name", name, "description", description, "time",
					time.truncatedTo(ChronoUnit.SECONDS).toString()));
		}
		return lines(head(description, time), style.up(), style.down());
	}

	/**
	 * Returns the text of a file that only undoes the migration.
	 */
	String down(String version, String description, Instant time) {
		return lines(head("Undoes " + version + ": " + description, time));
	}

	private static String head(String description, Instant time) {
		return "-- %s\n-- %s".formatted(description.replaceAll("\\s+", " "), time.truncatedTo(ChronoUnit.SECONDS));
	}

	private static String lines(String... parts) {
		return Stream.of(parts).filter((part) -> !part.isEmpty()).collect(Collectors.joining("\n\n", "", "\n\n"));
	}

	private static String filled(Path template, Map<String, String> values) {
		try {
			// others stay as they are: they may be the migration's own placeholders
			return PLACEHOLDERS.replacePlaceholders(Files.readString(template), values::get);
		}
		catch (IOException ex) {
			throw new MigrationFileException("The template %s cannot be read (%s). No file was written"
				.formatted(template, ex.getClass().getSimpleName()), "Check tidemark.create.template.", ex);
		}
	}

}
