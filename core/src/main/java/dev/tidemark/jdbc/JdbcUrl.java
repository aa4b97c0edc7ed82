package dev.tidemark.jdbc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a URL as PostgreSQL's driver does.
 */
final class JdbcUrl {

	/** What wraps the driver has a prefix of its own before it. */
	private static final String DRIVER = "postgresql:";

	private JdbcUrl() {
	}

	/**
	 * Replaces the database; hosts and parameters stay.
	 * @return the URL, or nothing where it is not one for PostgreSQL
	 */
	static Optional<String> withDatabase(String url, String database) {
		int driver = url.indexOf(DRIVER);
		if (!url.startsWith("jdbc:") || driver < 0) {
			return Optional.empty();
		}
		int start = driver + DRIVER.length();
		int query = url.indexOf('?', start);
		String place = (query < 0) ? url.substring(start) : url.substring(start, query);
		return Optional.of(url.substring(0, start) + hosts(place) + URLEncoder.encode(database, StandardCharsets.UTF_8)
				+ ((query < 0) ? "" : parameters(url.substring(query + 1))));
	}

	/**
	 * Without hosts, the driver takes the default one.
	 */
	private static String hosts(String place) {
		if (!place.startsWith("//")) {
			return "";
		}
		int slash = place.indexOf('/', 2);
		return (slash < 0) ? place + "/" : place.substring(0, slash + 1);
	}

	/**
	 * A database may also be named by a parameter, which would win.
	 */
	private static String parameters(String parameters) {
		String kept = Arrays.stream(parameters.split("&"))
			.filter((parameter) -> !parameter.startsWith("PGDBNAME="))
			.collect(Collectors.joining("&"));
		return kept.isEmpty() ? "" : "?" + kept;
	}

}
