package dev.tidemark.sample.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * The five variables that name a database; an empty one counts as not given, except the
 * password.
 */
final class DatabaseVariables {

	private static final String HOST = "DATABASE_HOST";

	private static final String PORT = "DATABASE_PORT";

	private static final String NAME = "DATABASE_NAME";

	private static final String USER = "DATABASE_USER";

	private static final String PASSWORD = "DATABASE_PASSWORD";

	/** The way out wherever an embedded database is not possible. */
	static final String HINT = "To use a database of your own, set SPRING_DATASOURCE_URL, or DATABASE_HOST, DATABASE_PORT, "
			+ "DATABASE_NAME, DATABASE_USER and DATABASE_PASSWORD.";

	private static final Pattern HOST_NAME = Pattern.compile("[\\p{Alnum}._-]+|\\[[\\p{XDigit}:.%\\w]+]");

	private final Map<String, @Nullable String> values = new LinkedHashMap<>();

	private DatabaseVariables() {
	}

	static DatabaseVariables of(PropertyResolver environment) {
		DatabaseVariables variables = new DatabaseVariables();
		for (String name : List.of(HOST, PORT, NAME, USER, PASSWORD)) {
			variables.values.put(name, environment.getProperty(name));
		}
		return variables;
	}

	/**
	 * Whether any of them says something, and so an embedded database is not what is
	 * meant.
	 */
	boolean given() {
		return this.values.values().stream().anyMatch(StringUtils::hasText);
	}

	/**
	 * The database they name.
	 * @throws DatabaseSetupException if one is missing or malformed; every such variable
	 * is named
	 */
	JdbcConnectionDetails connectionDetails() {
		List<String> problems = new ArrayList<>();
		this.values.forEach((name, value) -> {
			String problem = problem(name, value);
			if (problem != null) {
				problems.add(name + " " + problem);
			}
		});
		if (!problems.isEmpty()) {
			throw new DatabaseSetupException(
					"The variables that name the database cannot be used:\n    " + String.join("\n    ", problems),
					"Set all of " + String.join(", ", this.values.keySet())
							+ ", or SPRING_DATASOURCE_URL, or none of them for the embedded database.");
		}
		String url = "jdbc:postgresql://%s:%s/%s".formatted(get(HOST), get(PORT),
				URLEncoder.encode(get(NAME), StandardCharsets.UTF_8));
		return new NamedDatabase(url, get(USER), get(PASSWORD));
	}

	private static @Nullable String problem(String name, @Nullable String value) {
		if (value == null || (value.isBlank() && !name.equals(PASSWORD))) {
			return "is not set";
		}
		return switch (name) {
			// the value is not shown: what lands here by mistake is often a whole URL,
			// with its password
			case HOST -> HOST_NAME.matcher(value).matches() ? null : "is not a host name or address";
			case PORT -> isPort(value) ? null : "is not a port, a number from 1 to 65535";
			default -> null;
		};
	}

	private static boolean isPort(String value) {
		try {
			int port = Integer.parseInt(value);
			return port >= 1 && port <= 65535;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	private String get(String name) {
		String value = this.values.get(name);
		return (value != null) ? value : "";
	}

	private static final class NamedDatabase implements JdbcConnectionDetails {

		private final String url;

		private final String user;

		private final String password;

		NamedDatabase(String url, String user, String password) {
			this.url = url;
			this.user = user;
			this.password = password;
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return this.user;
		}

		@Override
		public String getPassword() {
			return this.password;
		}

	}

}
