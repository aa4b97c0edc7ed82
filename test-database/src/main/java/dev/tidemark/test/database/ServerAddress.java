package dev.tidemark.test.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a server is and who logs in; the parameters are those of a JDBC URL, without the
 * login.
 */
record ServerAddress(String host, int port, String username, String password, Map<String, String> parameters) {

	ServerAddress {
		parameters = Map.copyOf(parameters);
	}

	static ServerAddress of(Properties parsed) {
		Map<String, String> rest = new HashMap<>();
		parsed.stringPropertyNames().forEach((name) -> rest.put(name, parsed.getProperty(name)));
		rest.remove(PGProperty.PG_DBNAME.getName());
		return new ServerAddress(take(rest, PGProperty.PG_HOST, "localhost"),
				Integer.parseInt(take(rest, PGProperty.PG_PORT, "5432")), take(rest, PGProperty.USER, "postgres"),
				take(rest, PGProperty.PASSWORD, ""), rest);
	}

	/**
	 * The parts of a JDBC URL.
	 * @throws IllegalArgumentException if the driver does not understand it, or it names
	 * several hosts; the message leaves the URL out, for it may hold a password
	 */
	static Properties parse(String url) {
		Properties parsed = Driver.parseURL(url, null);
		if (parsed == null || parsed.getProperty(PGProperty.PG_HOST.getName(), "").contains(",")) {
			throw new IllegalArgumentException(
					"The JDBC URL of the test server is not of the form jdbc:postgresql://host:port/database?user=…&password=…");
		}
		return parsed;
	}

	private static String take(Map<String, String> from, PGProperty property, String byDefault) {
		String value = from.remove(property.getName());
		return (value != null) ? value : byDefault;
	}

	ServerAddress with(String host, int port, Map<String, String> moreParameters) {
		Map<String, String> all = new HashMap<>(this.parameters);
		all.putAll(moreParameters);
		return new ServerAddress(host, port, this.username, this.password, all);
	}

	ServerAddress as(TestRole role) {
		return new ServerAddress(this.host, this.port, role.name(), role.password(), this.parameters);
	}

	String jdbcUrl(String database) {
		String hostInUrl = (this.host.contains(":") && !this.host.startsWith("[")) ? "[" + this.host + "]" : this.host;
		String query = new TreeMap<>(this.parameters).entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "=" + encode(parameter.getValue()))
			.collect(Collectors.joining("&"));
		return "jdbc:postgresql://" + hostInUrl + ":" + this.port + "/" + encode(database)
				+ (query.isEmpty() ? "" : "?" + query);
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	DataSource dataSource(String database) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(jdbcUrl(database));
		dataSource.setUser(this.username);
		dataSource.setPassword(this.password);
		return dataSource;
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}
