package dev.tidemark.test.database;

import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A running PostgreSQL, shared by all tests that ask for the same version and settings.
 * Safe for use by several threads.
 */
public final class TestServer {

	private static final SecureRandom random = new SecureRandom();

	private final ServerAddress address;

	private final String maintenanceDatabase;

	private final Closeable process;

	private final int version;

	private final Map<Class<? extends DatabaseTemplate>, TestDatabase> templates = new ConcurrentHashMap<>();

	private final Set<TestDatabase> databases = ConcurrentHashMap.newKeySet();

	/**
	 * Connects to a server that runs.
	 * @param process what stops it; does nothing for a server that somebody else runs
	 */
	TestServer(ServerAddress address, String maintenanceDatabase, Closeable process) {
		this.address = address;
		this.maintenanceDatabase = maintenanceDatabase;
		this.process = process;
		this.version = Integer.parseInt(setting("server_version_num")) / 10_000;
	}

	/**
	 * Connects to a server that somebody else runs, outside of any test.
	 * @param url its JDBC URL, with the user and password of somebody who may create
	 * databases
	 * @return the server, whose databases the caller has to close
	 */
	public static TestServer at(String url) {
		return new GivenSource(url, "the caller").start();
	}

	/**
	 * The server's major version.
	 * @return a number such as 18
	 */
	public int version() {
		return this.version;
	}

	/**
	 * Creates an empty database besides the one that the test has anyway.
	 * @return a database that is dropped when it is closed, or with the server
	 */
	public TestDatabase createDatabase() {
		return createDatabase("template0");
	}

	/**
	 * Creates a copy of a template besides the database that the test has anyway.
	 * @param template what fills the template, once per server
	 * @return a database that is dropped when it is closed, or with the server
	 */
	public TestDatabase createDatabase(Class<? extends DatabaseTemplate> template) {
		if (template == DatabaseTemplate.Empty.class) {
			return createDatabase();
		}
		return createDatabase(this.templates.computeIfAbsent(template, this::createTemplate).name());
	}

	private TestDatabase createDatabase(String template) {
		TestDatabase database = new TestDatabase(this, uniqueName());
		execute("CREATE DATABASE %s TEMPLATE %s".formatted(database.name(), template));
		this.databases.add(database);
		return database;
	}

	private TestDatabase createTemplate(Class<? extends DatabaseTemplate> template) {
		TestDatabase database = createDatabase();
		try {
			ReflectionSupport.newInstance(template).fill(database);
		}
		catch (Exception ex) {
			database.close();
			throw new IllegalStateException("The template " + template.getName() + " could not be filled", ex);
		}
		// a copy needs an original that nobody is connected to
		execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database.name()));
		execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
			.formatted(database.name()));
		return database;
	}

	void drop(TestDatabase database) {
		execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(database.name()));
		this.databases.remove(database);
		database.roles().forEach((role) -> execute("DROP ROLE IF EXISTS " + role.name()));
	}

	String setting(String name) {
		return JdbcClient.create(this.address.dataSource(this.maintenanceDatabase))
			.sql("SELECT current_setting(?)")
			.param(name)
			.query(String.class)
			.single();
	}

	boolean has(String setting) {
		int equals = setting.indexOf('=');
		return setting(setting.substring(0, equals)).equals(setting.substring(equals + 1));
	}

	private void execute(String sql) {
		TestDatabase.execute(this.address.dataSource(this.maintenanceDatabase), sql);
	}

	ServerAddress address() {
		return this.address;
	}

	/**
	 * Drops what is left of the databases, and stops the server if it was started here.
	 */
	void stop() throws IOException {
		try (this.process) {
			Set.copyOf(this.databases).forEach(TestDatabase::close);
		}
	}

	/**
	 * A name that no other test on the same server has, here or in another process.
	 */
	static String uniqueName() {
		return "tidemark_test_" + Long.toHexString(random.nextLong());
	}

	@Override
	public String toString() {
		return "PostgreSQL " + this.version + " at " + this.address;
	}

}
