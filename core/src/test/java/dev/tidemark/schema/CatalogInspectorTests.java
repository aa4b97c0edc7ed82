package dev.tidemark.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@PostgresTest
class CatalogInspectorTests {

	private final List<SingleConnectionDataSource> sessions = new ArrayList<>();

	private TestDatabase database;

	private SchemaInspector schema;

	@BeforeEach
	void setUp() {
		this.schema = CatalogInspector.of(this.database.dataSource());
		this.database.jdbc().sql("""
				CREATE SCHEMA app;
				CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');
				CREATE TABLE users (id bigint CONSTRAINT users_key PRIMARY KEY, "Full Name" text);
				CREATE INDEX users_name ON users ("Full Name");
				CREATE TABLE app."Odd.One" (id bigint);
				CREATE VIEW report AS SELECT 1 AS one;
				CREATE TABLE parts (id bigint) PARTITION BY RANGE (id);
				CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);
				CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (100) TO (200);
				INSERT INTO parts SELECT generate_series(50, 149);
				ANALYZE parts_1; ANALYZE parts_2;
				CREATE EXTENSION "uuid-ossp";
				""").update();
	}

	@AfterEach
	void closeSessions() {
		this.sessions.forEach(SingleConnectionDataSource::destroy);
	}

	@Test
	void findsTables() {
		assertThat(this.schema.tableExists("users")).isTrue();
		assertThat(this.schema.tableExists("USERS")).isTrue();
		assertThat(this.schema.tableExists("public.users")).isTrue();
		assertThat(this.schema.tableExists("app.\"Odd.One\"")).isTrue();
		assertThat(this.schema.tableExists("report")).isTrue();
		assertThat(this.schema.tableExists("parts")).isTrue();
		assertThat(this.schema.tableExists("\"USERS\"")).isFalse();
		assertThat(this.schema.tableExists("users_name")).isFalse();
		assertThat(this.schema.tableExists("nowhere.users")).isFalse();
	}

	@Test
	void findsColumnsIndexesAndConstraints() {
		assertThat(this.schema.columnExists("users", "ID")).isTrue();
		assertThat(this.schema.columnExists("users", "\"Full Name\"")).isTrue();
		assertThat(this.schema.columnExists("users", "email")).isFalse();
		assertThat(this.schema.columnExists("users", "ctid")).isFalse();
		assertThat(this.schema.columnExists("missing", "id")).isFalse();
		assertThat(this.schema.indexExists("users_name")).isTrue();
		assertThat(this.schema.indexExists("users")).isFalse();
		assertThat(this.schema.constraintExists("users", "users_key")).isTrue();
		assertThat(this.schema.constraintExists("missing", "users_key")).isFalse();
	}

	@Test
	void takesAnIndexThatAFailedBuildLeftForNone() {
		this.database.jdbc().sql("INSERT INTO users VALUES (1, 'a'), (2, 'a')").update();
		assertThatException().isThrownBy(() -> this.database.jdbc()
			.sql("CREATE UNIQUE INDEX CONCURRENTLY users_unique ON users (\"Full Name\")")
			.update());
		assertThat(this.schema.indexExists("users_unique")).isFalse();
	}

	@Test
	void findsExtensionsAndTheValuesOfEnumerations() {
		assertThat(this.schema.extensionExists("uuid-ossp")).isTrue();
		assertThat(this.schema.extensionExists("postgis")).isFalse();
		assertThat(this.schema.enumValues("app.mood")).isEqualTo(List.of("sad", "ok", "happy"));
		assertThat(this.schema.enumValues("users")).isEmpty();
		assertThat(this.schema.enumValues("missing")).isEmpty();
	}

	@Test
	void estimatesRowsWithThoseOfPartitions() {
		assertThat(this.schema.rowEstimate("parts")).isEqualTo(OptionalLong.of(100));
		assertThat(this.schema.rowEstimate("parts_1")).isEqualTo(OptionalLong.of(50));
		assertThat(this.schema.rowEstimate("users")).isEmpty();
		assertThat(this.schema.rowEstimate("missing")).isEmpty();
	}

	@Test
	void findsMaterializedViewsForeignTablesAndTemporaryTables() {
		SchemaInspector session = inspector("""
				CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one;
				CREATE FOREIGN DATA WRAPPER nothing;
				CREATE SERVER far FOREIGN DATA WRAPPER nothing;
				CREATE FOREIGN TABLE distant (id bigint) SERVER far;
				CREATE TEMPORARY TABLE mine (id bigint);
				CREATE SEQUENCE counter;
				""");
		assertThat(session.tableExists("kept")).isTrue();
		assertThat(session.columnExists("kept", "one")).isTrue();
		assertThat(session.tableExists("distant")).isTrue();
		assertThat(session.tableExists("mine")).isTrue();
		assertThat(session.tableExists("pg_temp.mine")).isTrue();
		assertThat(session.tableExists("counter")).isFalse();
	}

	@Test
	void looksAlongTheSearchPathOnlyWhereNoSchemaIsNamed() {
		assertThat(this.schema.tableExists("\"Odd.One\"")).isFalse();
		assertThat(this.schema.enumValues("mood")).isEmpty();
		SchemaInspector session = inspector("SET search_path = app");
		assertThat(session.tableExists("\"Odd.One\"")).isTrue();
		assertThat(session.enumValues("mood")).hasSize(3);
		assertThat(session.tableExists("users")).isFalse();
		assertThat(session.tableExists("public.users")).isTrue();
	}

	@Test
	void doesNotFindADroppedColumn() {
		this.database.jdbc().sql("ALTER TABLE users DROP COLUMN \"Full Name\"").update();
		assertThat(this.schema.columnExists("users", "\"Full Name\"")).isFalse();
		assertThat(this.schema.columnExists("users", "\"........pg.dropped.2........\"")).isFalse();
	}

	@Test
	void cutsLongNamesAndFoldsThemAsTheServerDoes() {
		String name = "LONG_" + "x".repeat(80);
		this.database.jdbc().sql("CREATE TABLE %1$s (%1$s bigint, ÄNDERUNG text)".formatted(name)).update();
		assertThat(this.schema.columnExists(name, name)).isTrue();
		assertThat(this.schema.columnExists(name, "ÄNDERUNG")).isTrue();
		assertThat(this.schema.columnExists(name, "änderung")).isFalse();
	}

	@Test
	void answersARoleThatMayNotUseTheSchema() {
		SchemaInspector other = CatalogInspector.of(this.database.dataSource(this.database.createRole("")));
		assertThat(other.tableExists("app.\"Odd.One\"")).isTrue();
		assertThat(other.columnExists("app.missing", "id")).isFalse();
		assertThat(other.enumValues("app.mood")).hasSize(3);
	}

	@Test
	void doesNotWaitForALockOnWhatItIsAskedAbout() throws SQLException {
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE users, parts IN ACCESS EXCLUSIVE MODE");
			SchemaInspector session = inspector("SET lock_timeout = '100ms'");
			assertThat(session.columnExists("users", "id")).isTrue();
			assertThat(session.indexExists("users_name")).isTrue();
			assertThat(session.constraintExists("users", "users_key")).isTrue();
			assertThat(session.rowEstimate("parts")).hasValue(100);
		}
	}

	@Test
	void countsThePartitionsOfPartitionsThatHaveBeenAnalysed() {
		this.database.jdbc().sql("""
				CREATE TABLE parts_3 PARTITION OF parts FOR VALUES FROM (200) TO (300) PARTITION BY RANGE (id);
				CREATE TABLE parts_3_1 PARTITION OF parts_3 FOR VALUES FROM (200) TO (250);
				CREATE TABLE parts_3_2 PARTITION OF parts_3 FOR VALUES FROM (250) TO (300);
				INSERT INTO parts SELECT generate_series(200, 219);
				ANALYZE parts_3_1;
				""").update();
		assertThat(this.schema.rowEstimate("parts")).hasValue(120);
		assertThat(this.schema.rowEstimate("parts_3")).hasValue(20);
		assertThat(this.schema.rowEstimate("parts_3_2")).isEmpty();
		assertThat(this.schema.rowEstimate("report")).isEmpty();
	}

	private SchemaInspector inspector(String before) {
		SingleConnectionDataSource session = new SingleConnectionDataSource(this.database.jdbcUrl(),
				this.database.username(), this.database.password(), true);
		this.sessions.add(session);
		JdbcClient jdbc = JdbcClient.create(session);
		jdbc.sql(before).update();
		return CatalogInspector.of(jdbc);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a.b.c", "\"open", "users; DROP TABLE users", "1st", "a.", ".a", "\"\"", "\"a\"b",
			"a\"b", "\"nul\0\"", "a b" })
	void refusesWhatIsNoNameBeforeTheServerSeesIt(String name) {
		for (ThrowingCallable question : questions(name)) {
			assertThatIllegalArgumentException().isThrownBy(question)
				.withMessageContaining("'%s' is no name".formatted(name));
		}
	}

	private List<ThrowingCallable> questions(String name) {
		return List.of(() -> this.schema.tableExists(name), () -> this.schema.columnExists("users", name),
				() -> this.schema.columnExists(name, "id"), () -> this.schema.constraintExists("users", name),
				() -> this.schema.indexExists(name), () -> this.schema.enumValues(name),
				() -> this.schema.rowEstimate(name));
	}

}
