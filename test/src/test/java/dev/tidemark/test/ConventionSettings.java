package dev.tidemark.test;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import dev.tidemark.MigratorSettings;

/**
 * Reads the properties of a convention, named as users name them behind
 * {@code tidemark.}.
 */
final class ConventionSettings {

	private static final String PLACEHOLDER = "placeholders.";

	private ConventionSettings() {
	}

	static MigratorSettings of(Properties properties) {
		MigratorSettings settings = MigratorSettings.defaults();
		for (String name : properties.stringPropertyNames()) {
			settings = with(settings, name, properties.getProperty(name));
		}
		return settings;
	}

	private static MigratorSettings with(MigratorSettings settings, String name, String value) {
		if (name.startsWith(PLACEHOLDER)) {
			Map<String, String> placeholders = new HashMap<>(settings.placeholders());
			placeholders.put(name.substring(PLACEHOLDER.length()), value);
			return settings.withPlaceholders(placeholders);
		}
		throw new IllegalArgumentException("settings.properties: the setting '%s' is not known here".formatted(name));
	}

}
