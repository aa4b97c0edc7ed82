package dev.tidemark.snapshot;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.SnapshotException;
import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestRole;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The schema from a snapshot is the schema that it was written of.
 */
@PostgresTest
abstract class AbstractSnapshotTests {

	private TestDatabase database;

	private TestServer server;

	private WrittenSnapshot written() {
		return SnapshotCopy.snapshot(this.database, SnapshotSettings.defaults());
	}

	/**
	 * The statements after head and settings.
	 */
	private String body(SnapshotSettings settings) {
		String text = SnapshotCopy.snapshot(this.database, settings).text();
		return text.substring(text.indexOf("SET LOCAL intervalstyle"));
	}

	private String body() {
		return body(SnapshotSettings.defaults());
	}

	@Test
	void makesTheSameSchemaAndOfThatTheSameSnapshot() {
		RichSchema.create(this.database);
		WrittenSnapshot snapshot = written();
		assertThat(snapshot.notWritten()).isEmpty();
		assertThat(snapshot.warnings()).isEmpty();
		try (TestDatabase copy = this.server.createDatabase()) {
			SnapshotCopy.apply(snapshot.text(), copy);
			SchemaFingerprint original = SnapshotCopy.fingerprint(this.database);
			assertThat(SnapshotCopy.fingerprint(copy).differences(original)).isEmpty();
			assertThat(SnapshotCopy.fingerprint(copy).sha256()).isEqualTo(original.sha256());
			assertThat(SnapshotCopy.snapshot(copy, SnapshotSettings.defaults()).text()).isEqualTo(snapshot.text());
		}
	}

	@Test
	void isTheSameWhoeverAsks() {
		this.database.execute("CREATE SCHEMA app; CREATE TABLE app.a (at timestamptz DEFAULT '2026-01-02 03:04+05', "
				+ "length interval DEFAULT '1 day 2 hours', text text DEFAULT E'\\\\')");
		String plain = body();
		this.database.execute("""
				ALTER DATABASE %1$s SET search_path = app;
				ALTER DATABASE %1$s SET standard_conforming_strings = off;
				ALTER DATABASE %1$s SET timezone = 'Asia/Kathmandu';
				ALTER DATABASE %1$s SET datestyle = 'German';
				ALTER DATABASE %1$s SET intervalstyle = 'iso_8601';
				ALTER DATABASE %1$s SET quote_all_identifiers = on""".formatted(this.database.name()));
		assertThat(body()).isEqualTo(plain);
		assertThat(written().notWritten()).hasSize(6).contains("setting search_path of the database");
	}

	@Test
	void isReadable() {
		this.database.execute(
				"""
						CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail text NOT NULL UNIQUE);
						CREATE TABLE orders (id serial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric(10,2) DEFAULT 0 CHECK (total >= 0));
						CREATE INDEX orders_user ON orders (user_id);
						COMMENT ON TABLE orders IS 'what was ordered';
						""");
		assertThat(written().text()).isEqualTo(
				"""
						-- Tidemark snapshot of version 017
						-- tidemark-snapshot: version=017 checksum=none name=all

						SET LOCAL check_function_bodies = off;
						SET LOCAL standard_conforming_strings = on;
						SET LOCAL xmloption = content;
						SET LOCAL datestyle = 'ISO, YMD';
						SET LOCAL intervalstyle = 'postgres';

						CREATE SEQUENCE public.orders_id_seq AS integer;

						CREATE TABLE public.orders (
						    id integer DEFAULT nextval('public.orders_id_seq'::regclass) NOT NULL,
						    user_id bigint NOT NULL,
						    total numeric(10,2) DEFAULT 0,
						    CONSTRAINT orders_pkey PRIMARY KEY (id),
						    CONSTRAINT orders_total_check CHECK ((total >= (0)::numeric))
						);
						COMMENT ON TABLE public.orders IS 'what was ordered';

						CREATE TABLE public.users (
						    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
						    mail text NOT NULL,
						    CONSTRAINT users_pkey PRIMARY KEY (id),
						    CONSTRAINT users_mail_key UNIQUE (mail)
						);

						ALTER SEQUENCE public.orders_id_seq OWNED BY public.orders.id;

						CREATE INDEX orders_user ON public.orders USING btree (user_id);

						ALTER TABLE public.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id);
						""");
	}

	@Test
	void changesOnlyWhereTheSchemaDoes() {
		RichSchema.create(this.database);
		List<String> before = body().lines().toList();
		this.database
			.execute("CREATE TABLE public.middle (id int PRIMARY KEY); ALTER TABLE tasks ADD COLUMN extra int");
		List<String> after = body().lines().toList();
		assertThat(after).containsSubsequence(
				before.stream().filter((line) -> !line.endsWith("created_by bigint NOT NULL,")).toList());
		assertThat(after).hasSize(before.size() + 6);
	}

	@Test
	void hasTheRowsOfNamedTablesInTheOrderOfTheirKeys() {
		this.database.execute(
				"""
						CREATE TABLE countries (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text COLLATE "C", at timestamptz, tags text[],
						  twice int GENERATED ALWAYS AS (id * 2) STORED, ok boolean, share numeric, bytes bytea, doc jsonb, "Odd" float8);
						INSERT INTO countries (code, at, tags, ok, share, bytes, doc, "Odd") VALUES
						  ('it''s', '2026-01-02 03:04:05+05', '{a,"b c"}', true, 1.50, '\\x00ff', '{"a": "\\\\"}', 0.1),
						  (NULL, NULL, NULL, false, 'NaN', NULL, NULL, 'Infinity'),
						  (E'back\\\\slash\\nline', '-infinity', '{}', NULL, -2, '', 'null', 1e-300);
						DELETE FROM countries WHERE id = 2;
						INSERT INTO countries (code) SELECT 'many' FROM generate_series(1, 150);
						CREATE TABLE without_key (a int, b int REFERENCES countries);
						INSERT INTO without_key VALUES (2, 1), (1, 3), (NULL, NULL);
						CREATE TABLE not_named (a int);
						INSERT INTO not_named VALUES (1);
						""");
		SnapshotSettings settings = SnapshotSettings.defaults().withData(List.of("countries", "public.without_key"));
		String script = SnapshotCopy.snapshot(this.database, settings).text();
		assertThat(script).contains("""
				INSERT INTO public.without_key (a, b) VALUES
				  (1, 3),
				  (2, 1),
				  (NULL, NULL);
				""")
			.contains("SELECT pg_catalog.setval('public.countries_id_seq', 153, true);")
			.doesNotContain("INTO public.not_named");
		try (TestDatabase copy = this.server.createDatabase()) {
			SnapshotCopy.apply(script, copy);
			String rows = "SELECT count(*) || md5(string_agg(c::text, ',' ORDER BY id)) FROM countries c";
			assertThat(copy.jdbc().sql(rows).query(String.class).single())
				.isEqualTo(this.database.jdbc().sql(rows).query(String.class).single());
			assertThat(SnapshotCopy.snapshot(copy, settings).text()).isEqualTo(script);
			copy.execute("INSERT INTO countries (code) VALUES ('next')");
			assertThat(copy.jdbc().sql("SELECT max(id) FROM countries").query(Integer.class).single()).isEqualTo(154);
		}
	}

	@Test
	void hasTheRowsOfAPartitionOnceWhereItsTableIsNamedToo() {
		this.database.execute("""
				CREATE TABLE parted (a int) PARTITION BY LIST (a);
				CREATE TABLE part PARTITION OF parted DEFAULT;
				INSERT INTO parted VALUES (7);
				""");
		assertThat(body(SnapshotSettings.defaults().withData(List.of("part", "parted", "public.parted"))))
			.containsOnlyOnce("INTO public.parted (a) VALUES\n  (7)")
			.doesNotContain("INTO public.part ");
	}

	@Test
	void refusesTablesThatAreNotThere() {
		this.database.execute("CREATE VIEW seen AS SELECT 1; CREATE TABLE there (a int)");
		assertThatExceptionOfType(SnapshotException.class)
			.isThrownBy(() -> body(SnapshotSettings.defaults().withData(List.of("there", "missing", "seen"))))
			.withMessageContaining("missing, seen");
	}

	@Test
	void hasWhatRolesMayDoOnlyWhereAskedAndTellsWhatItLeavesOut() {
		TestRole role = this.database.createRole("");
		this.database.execute("""
				CREATE TABLE t (a int, b int);
				GRANT SELECT, INSERT ON t TO %1$s;
				GRANT UPDATE (b) ON t TO %1$s WITH GRANT OPTION;
				ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO %1$s;
				ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
				""".formatted(role.name()));
		WrittenSnapshot without = written();
		assertThat(without.text()).doesNotContain(role.name());
		assertThat(without.notWritten()).containsExactly(
				"GRANT UPDATE (b) ON TABLE public.t TO %s WITH GRANT OPTION".formatted(role.name()),
				"GRANT INSERT, SELECT ON TABLE public.t TO " + role.name(),
				"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO " + role.name(),
				"ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
		WrittenSnapshot with = SnapshotCopy.snapshot(this.database, SnapshotSettings.defaults().withGrants(true));
		assertThat(with.notWritten()).isEmpty();
		assertThat(with.text()).contains(without.notWritten());
		try (TestDatabase copy = this.server.createDatabase()) {
			SnapshotCopy.apply(with.text(), copy);
			assertThat(SnapshotCopy.snapshot(copy, SnapshotSettings.defaults().withGrants(true)).text())
				.isEqualTo(with.text());
			copy.execute("DROP OWNED BY " + role.name());
		}
	}

	@Test
	void listsEveryObjectThatItDoesNotWrite() {
		TestRole role = this.database.createRole("");
		this.database.execute("""
				CREATE FOREIGN DATA WRAPPER w;
				CREATE SERVER s FOREIGN DATA WRAPPER w;
				CREATE FOREIGN TABLE far (a int) SERVER s;
				CREATE PUBLICATION told FOR ALL TABLES;
				CREATE OPERATOR CLASS odd FOR TYPE int4 USING btree AS FUNCTION 1 btint4cmp(int4, int4);
				CREATE TABLE t (a int);
				CREATE INDEX broken ON t (a);
				UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
				CREATE TYPE shell;
				SELECT lo_create(0);
				CREATE TABLE child (id int PRIMARY KEY, other int CONSTRAINT to_itself REFERENCES child);
				ALTER TABLE child DISABLE TRIGGER ALL;
				CREATE EXTENSION hstore;
				REVOKE EXECUTE ON FUNCTION hstore(text, text) FROM PUBLIC;
				UPDATE pg_class SET reltablespace = (SELECT oid FROM pg_tablespace WHERE spcname = 'pg_global')
				WHERE oid = 'child'::regclass;
				COMMENT ON DATABASE %1$s IS 'ours';
				REVOKE CONNECT ON DATABASE %1$s FROM PUBLIC;
				ALTER ROLE %2$s IN DATABASE %1$s SET work_mem = '8MB';
				""".formatted(this.database.name(), role.name()));
		assertThat(written().warnings()).containsExactly(
				"Tablespaces are not written, so that these will be where the database is: table public.child in pg_global");
		assertThat(written().notWritten()).containsExactly("INVALID index public.broken", "foreign table public.far",
				"foreign-data wrapper w", "operator class public.odd USING btree",
				"operator family public.odd USING btree", "publication told", "server s", "type public.shell",
				"1 large objects",
				"privileges on function public.hstore(pg_catalog.text,pg_catalog.text) of extension hstore",
				"state of the triggers of constraint to_itself on public.child", "comment on the database",
				"privileges on the database", "setting work_mem of %s in the database".formatted(role.name()));
		assertThat(body()).contains("CREATE TABLE public.t").doesNotContain("broken", "far");
	}

	@Test
	void saysWhichRolesPoliciesNeed() {
		TestRole role = this.database.createRole("");
		this.database.execute("CREATE TABLE t (a int); CREATE POLICY p ON t TO " + role.name());
		assertThat(written().warnings())
			.containsExactly("Policies name roles that have to exist wherever the snapshot is applied: " + role.name());
	}

	@Test
	void leavesOutWhatIsTidemarksAndAnExtensions() {
		this.database.execute("""
				CREATE EXTENSION hstore;
				COMMENT ON EXTENSION hstore IS 'ours';
				CREATE SCHEMA meta;
				CREATE TABLE meta.schema_migrations (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
				COMMENT ON TABLE meta.schema_migrations IS 'Tidemark history, format 2';
				COMMENT ON COLUMN meta.schema_migrations.id IS 'a number';
				CREATE TABLE lease (id serial UNIQUE);
				COMMENT ON TABLE lease IS 'Tidemark lease, format 1';
				CREATE INDEX ON lease (id);
				""");
		assertThat(body()).isEqualTo("""
				SET LOCAL intervalstyle = 'postgres';

				CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;
				""");
		assertThat(written().notWritten()).isEmpty();
		assertThat(SnapshotCopy.fingerprint(this.database).text()).doesNotContain("lease", "meta");
	}

	@Test
	void isAnEmptyScriptForAnEmptyDatabase() {
		assertThat(body()).isEqualTo("SET LOCAL intervalstyle = 'postgres';\n");
	}

}
