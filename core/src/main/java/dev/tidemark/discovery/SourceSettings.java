package dev.tidemark.discovery;

import java.util.List;

import org.springframework.util.Assert;

/**
 * Where SQL migrations are, and how their names are read.
 *
 * @param locations folders, with {@code classpath:} or {@code file:}
 * @param failOnMissingLocation whether a location that does not exist is an error
 * @param naming how names of files are read where the conventions alone do not tell
 */
public record SourceSettings(List<String> locations, boolean failOnMissingLocation, NamingSettings naming) {

	/**
	 * Copies and checks the locations.
	 */
	public SourceSettings {
		locations = List.copyOf(locations);
		locations.forEach(SourceSettings::check);
	}

	private static void check(String location) {
		Assert.isTrue(location.startsWith("classpath:") || location.startsWith("file:"),
				() -> "tidemark.locations: '%s' begins with neither 'classpath:' nor 'file:'".formatted(location));
	}

}
