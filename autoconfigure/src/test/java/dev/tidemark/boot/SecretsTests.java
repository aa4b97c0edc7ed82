package dev.tidemark.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A password that is found nowhere else must be found nowhere.
 */
@PostgresTest
class SecretsTests {

	private static final String SECRET = "geheim4711";

	private final List<String> seen = new ArrayList<>();

	@TempDir
	private Path directory;

	private TestDatabase database;

	private MigrationFolder folder;

	@BeforeEach
	void setUp(TestDatabase testDatabase) {
		this.database = testDatabase;
		this.folder = new MigrationFolder(this.directory);
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "refuse-traffic" })
	void hidesPasswordsOfScripts(String onFailure) {
		String role = this.database.createRole("").name();
		this.folder.write("001_role.sql", "ALTER ROLE %s PASSWORD '%s';".formatted(role, SECRET));
		this.folder.write("002_broken.sql", "ALTER ROLE %s PASSWORD '%s' NONSENSE;".formatted(role, SECRET));
		observe(application().with("tidemark.on-failure=" + onFailure));
		assertHidden("002 broken failed");
		assertThat(this.database.jdbc().sql("SELECT h::text FROM schema_migrations h").query(String.class).list())
			.hasSize(2)
			.noneSatisfy((row) -> assertThat(row).contains(SECRET))
			.anySatisfy((row) -> assertThat(row).contains("PASSWORD '***'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "refuse-traffic" })
	void hidesCredentialsInWhatTheServerSays(String onFailure) {
		this.folder.write("001_broken.sql",
				"DO $$ BEGIN RAISE EXCEPTION 'no answer from postgresql://app:%s@db/orders'; END $$;"
					.formatted(SECRET));
		observe(application().with("tidemark.on-failure=" + onFailure));
		assertHidden("no answer from postgresql://");
	}

	@ParameterizedTest
	@ValueSource(strings = { "fail", "refuse-traffic" })
	void hidesThePasswordOfTheMigrationLogin(String onFailure) {
		this.folder.write("001_users.sql", "CREATE TABLE users (id int);");
		observe(application().with("tidemark.on-failure=" + onFailure, "tidemark.datasource.username=nobody",
				"tidemark.datasource.password=" + SECRET));
		assertHidden("No connection to the database");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://127.0.0.1:1/none?user=app&password=", "jdbc:postgresql://app:%s@",
			"jdbc:postgres://db/orders?user=app&password=", "jdbc:postgresql://127.0.0.1:x/none?password=" })
	void hidesTheCredentialsOfAUrl(String url) {
		String secretUrl = url.contains("%s") ? url.formatted(SECRET) + "127.0.0.1:1/none" : url + SECRET;
		observe(application().with("tidemark.on-failure=refuse-traffic", "tidemark.datasource.url=" + secretUrl));
		assertHidden("No connection to the database");
	}

	@Test
	void hidesThePlaceholdersOfStoredScripts() {
		String role = this.database.createRole("").name();
		this.folder.write("001_role.sql", "ALTER ROLE %s PASSWORD '${secret}';".formatted(role));
		observe(application().with("tidemark.placeholders.secret=" + SECRET));
		assertHidden("001 role");
		assertThat(this.database.jdbc().sql("SELECT up_script FROM schema_migrations").query(String.class).single())
			.doesNotContain(SECRET);
	}

	private TestApplication application() {
		return new TestApplication(PlainTestApplication.class).on(this.database, this.folder)
			.with("management.endpoint.migrations.show-values=always",
					"management.endpoint.health.show-details=always");
	}

	/**
	 * Collects what is logged, thrown as a message, and shown over HTTP.
	 */
	private void observe(TestApplication application) {
		try (application;
				LogLines lines = LogLines.of(Logger.ROOT_LOGGER_NAME, Level.INFO);
				LogLines own = LogLines.of("dev.tidemark", Level.TRACE)) {
			try {
				application.start();
				for (String path : List.of("migrations", "migrations/default", "migrations/default/001", "health",
						"info")) {
					this.seen.add(application.get("/actuator/" + path).body());
				}
			}
			catch (RuntimeException ex) {
				this.seen.add(String.valueOf(ex.getMessage()));
			}
			this.seen.add(lines.text());
			this.seen.add(own.text());
		}
	}

	private void assertHidden(String expected) {
		assertThat(this.seen).anySatisfy((text) -> assertThat(text).contains(expected))
			.noneSatisfy((text) -> assertThat(text).contains(SECRET));
	}

}
