package dev.tidemark.boot.command;

import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

import dev.tidemark.Migrator;

/**
 * What a command needs of Boot, whatever the application sets, and how quiet it is where
 * nobody asks for more.
 */
final class CommandEnvironment {

	/** Holds the command. */
	static final String PROPERTY = "tidemark.command";

	private static final Map<String, Object> NEEDED = Map.of("spring.main.web-application-type", "none",
			"spring.main.banner-mode", "off", "spring.main.log-startup-info", "false", "spring.main.keep-alive",
			"false", "spring.main.register-shutdown-hook", "true");

	// what the migrator logs, the command tells in its own way
	private static final Map<String, Object> QUIET = Map.of("logging.level.root", "warn",
			"logging.level." + Migrator.class.getName(), "error");

	private CommandEnvironment() {
	}

	static void prepare(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		sources.addFirst(new MapPropertySource("tidemarkCommand", NEEDED));
		MapPropertySource quiet = new MapPropertySource("tidemarkCommandLogging", QUIET);
		if (sources.contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
			// above every file, and below what is said for this one start
			sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, quiet);
		}
		else {
			sources.addLast(quiet);
		}
	}

}
