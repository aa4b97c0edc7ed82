package dev.tidemark.boot.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.ClassUtils;

/**
 * Tells that another migration tool is on the class path too. Its logger is its own, so
 * that whoever wants both can silence it.
 */
final class OtherMigrationTools {

	private static final Logger logger = LoggerFactory.getLogger(OtherMigrationTools.class);

	private static final Map<String, String> CLASSES = new TreeMap<>(
			Map.of("Flyway", "org.flywaydb.core.Flyway", "Liquibase", "liquibase.Liquibase"));

	private OtherMigrationTools() {
	}

	static void warn() {
		List<String> present = new ArrayList<>();
		CLASSES.forEach((tool, type) -> {
			if (ClassUtils.isPresent(type, ClassUtils.getDefaultClassLoader())) {
				present.add(tool);
			}
		});
		if (!present.isEmpty()) {
			logger.warn(
					"Also on the class path: {}. Both live side by side: each has a history of its own and knows nothing of what the other does. Keep the changes of one table in one of them, and turn off what you do not need (tidemark.mode=off, {})",
					String.join(" and ", present), String.join(", ", switches(present)));
		}
	}

	private static List<String> switches(List<String> tools) {
		return tools.stream()
			.map((tool) -> "spring.%s.enabled=false".formatted(tool.toLowerCase(Locale.ROOT)))
			.toList();
	}

}
