package dev.tidemark.discovery;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;

/**
 * The configuration file that Flyway reads beside a script, such as
 * {@code V1__x.sql.conf}.
 */
final class ScriptConfiguration {

	static final String SUFFIX = ".conf";

	private static final String PREFIX = "flyway.";

	private final ScriptFile file;

	private final List<MigrationProblem> problems;

	private @Nullable Boolean transactional;

	private @Nullable Boolean placeholders;

	private ScriptConfiguration(ScriptFile file, List<MigrationProblem> problems) {
		this.file = file;
		this.problems = problems;
	}

	static ScriptOptions read(ScriptFile file, List<MigrationProblem> problems) {
		return new ScriptConfiguration(file, problems).read();
	}

	private ScriptOptions read() {
		Properties properties = new Properties();
		try {
			properties.load(new StringReader(this.file.text()));
		}
		catch (IOException | IllegalArgumentException ex) {
			report("cannot be read: " + ex.getMessage());
		}
		properties.stringPropertyNames().stream().sorted().forEach((key) -> take(key, properties.getProperty(key)));
		return new ScriptOptions(this.transactional, this.placeholders);
	}

	private void take(String key, String value) {
		switch (key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key) {
			case "executeInTransaction" -> {
				this.transactional = bool(key, value);
			}
			case "placeholderReplacement" -> {
				this.placeholders = bool(key, value);
			}
			case "encoding" -> check(value.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8"), key, value,
					"scripts are UTF-8: save it in that encoding, and remove this line");
			case "shouldExecute" -> check(value.equals("true"), key, value,
					"a script that is found is a migration: remove the file, or this line");
			default -> report(
					"'%s' is not understood: Flyway's executeInTransaction, placeholderReplacement, encoding and shouldExecute are read here"
						.formatted(key));
		}
	}

	private @Nullable Boolean bool(String key, String value) {
		boolean known = value.equals("true") || value.equals("false");
		check(known, key, value, "expected true or false");
		return known ? Boolean.valueOf(value) : null;
	}

	private void check(boolean holds, String key, String value, String message) {
		if (!holds) {
			report("%s=%s: %s".formatted(key, value, message));
		}
	}

	private void report(String message) {
		this.problems.add(new MigrationProblem(this.file.location(), message));
	}

}
