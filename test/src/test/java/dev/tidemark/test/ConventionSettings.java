package dev.tidemark.test;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import dev.tidemark.MigratorSettings;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.NamingSettings.Duplicates;
import dev.tidemark.discovery.NamingSettings.Folders;
import dev.tidemark.discovery.NamingSettings.Naming;

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
		return settings.withNaming(with(settings.sources().naming(), name, value));
	}

	private static NamingSettings with(NamingSettings naming, String name, String value) {
		return switch (name) {
			case "naming" -> new NamingSettings(word(Naming.class, value), naming.folders(), naming.duplicates());
			case "folders" -> new NamingSettings(naming.naming(), word(Folders.class, value), naming.duplicates());
			case "duplicates" -> new NamingSettings(naming.naming(), naming.folders(), word(Duplicates.class, value));
			default -> throw new IllegalArgumentException(
					"settings.properties: the setting '%s' is not known here".formatted(name));
		};
	}

	private static <E extends Enum<E>> E word(Class<E> type, String value) {
		return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
