package dev.tidemark.schema;

import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@PostgresTest
class CatalogInspectorTests {

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

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a.b.c", "\"open", "users; DROP TABLE users", "1st" })
	void refusesWhatIsNoNameBeforeTheServerSeesIt(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.schema.tableExists(name))
			.withMessageContaining("'%s' is no name".formatted(name));
	}

}
