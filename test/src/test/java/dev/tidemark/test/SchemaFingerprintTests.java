package dev.tidemark.test;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.test.database.DatabaseTemplate;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@PostgresTest(template = SchemaFingerprintTests.Schema.class)
class SchemaFingerprintTests {

	private TestDatabase database;

	@ParameterizedTest
	@MethodSource("changes")
	void shows(String change, String difference) {
		SchemaFingerprint before = read();
		this.database.execute(change);
		assertThat(read().differenceFrom(before).lines())
			.contains(difference.replace("ME", this.database.username()).split("\n"));
	}

	static Stream<Arguments> changes() {
		return Stream.of(tables(), columns(), constraintsAndIndexes(), code(), types(), access(), others())
			.flatMap((some) -> some);
	}

	private static Stream<Arguments> tables() {
		return Stream.of(arguments("CREATE SCHEMA other", "+ schema other: a schema"),
				arguments("CREATE EXTENSION pg_trgm", "+ extension pg_trgm: version 1.6 in schema public"),
				arguments("CREATE TABLE \"New\" ()", "+ table public.\"New\": permanent, access method heap"),
				arguments("DROP TABLE t CASCADE",
						"- table public.t: permanent, access method heap\n- column public.t.id: bigint, not null"),
				arguments("ALTER TABLE child SET UNLOGGED", "+ table public.child: unlogged, access method heap"),
				arguments("ALTER TABLE t SET (fillfactor = 50)",
						"+ table public.t: permanent, access method heap, options fillfactor=50"),
				arguments("ALTER TABLE t ENABLE ROW LEVEL SECURITY",
						"+ table public.t: permanent, access method heap, row security"),
				arguments("CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1)",
						"+ table public.part_1: permanent, access method heap, child of public.parts, FOR VALUES IN (1)"),
				arguments("ALTER SEQUENCE s INCREMENT 5 CYCLE",
						"+ values of sequence public.s: bigint, start 1 increment 5 minimum 1 maximum 9223372036854775807 cache 1, cycle"),
				arguments("ALTER SEQUENCE s OWNED BY t.id",
						"+ values of sequence public.s: bigint, start 1 increment 1 minimum 1 maximum 9223372036854775807 cache 1, owned by public.t.id"));
	}

	private static Stream<Arguments> columns() {
		return Stream.of(
				arguments("ALTER TABLE t ADD COLUMN c varchar(10)", "+ column public.t.c: character varying(10)"),
				arguments("ALTER TABLE child ALTER COLUMN note TYPE varchar COLLATE \"C\"",
						"- column public.child.note: text\n+ column public.child.note: character varying, collation \"C\""),
				arguments("ALTER TABLE t ALTER COLUMN name SET NOT NULL",
						"+ column public.t.name: text, not null, default 'none'::text"),
				arguments("ALTER TABLE t ALTER COLUMN name DROP DEFAULT", "+ column public.t.name: text"),
				arguments("ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (id + 1) STORED",
						"+ column public.t.g: integer, generated as (id + 1) stored"),
				arguments("ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY",
						"+ column public.t.id: bigint, not null, identity always"),
				arguments("ALTER TABLE t ALTER COLUMN name SET STORAGE PLAIN",
						"+ column public.t.name: text, default 'none'::text, storage p"),
				arguments("ALTER TABLE t ALTER COLUMN name SET (n_distinct = 5)",
						"+ column public.t.name: text, default 'none'::text, options n_distinct=5"),
				arguments("ALTER TABLE t ALTER COLUMN name SET STATISTICS 500",
						"+ column public.t.name: text, default 'none'::text, statistics 500"));
	}

	private static Stream<Arguments> constraintsAndIndexes() {
		return Stream.of(
				arguments("ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID",
						"+ constraint c on public.t: CHECK ((id > 0)) NOT VALID"),
				arguments(
						"ALTER TABLE child DROP CONSTRAINT child_t_fkey, ADD CONSTRAINT child_t_fkey FOREIGN KEY (t) REFERENCES t ON DELETE CASCADE",
						"- constraint child_t_fkey on public.child: FOREIGN KEY (t) REFERENCES public.t(id)\n"
								+ "+ constraint child_t_fkey on public.child: FOREIGN KEY (t) REFERENCES public.t(id) ON DELETE CASCADE"),
				arguments("ALTER TABLE child ALTER CONSTRAINT child_t_fkey DEFERRABLE",
						"+ constraint child_t_fkey on public.child: FOREIGN KEY (t) REFERENCES public.t(id) DEFERRABLE"),
				arguments("ALTER TABLE t ADD CONSTRAINT u UNIQUE (name)", "+ constraint u on public.t: UNIQUE (name)"),
				arguments("ALTER DOMAIN d ADD CONSTRAINT dc CHECK (VALUE <> '')",
						"+ constraint dc on public.d: CHECK ((VALUE <> ''::text))"),
				arguments("CREATE INDEX i2 ON t (lower(name)) WHERE id > 5",
						"+ index public.i2: CREATE INDEX i2 ON public.t USING btree (lower(name)) WHERE (id > 5)"),
				arguments("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass",
						"+ index public.i: CREATE INDEX i ON public.t USING btree (name), INVALID"),
				arguments("ALTER TABLE t CLUSTER ON i",
						"+ index public.i: CREATE INDEX i ON public.t USING btree (name), clustered"),
				arguments("CREATE STATISTICS st ON id, name FROM t",
						"+ statistics st on public.t: CREATE STATISTICS public.st ON id, name FROM public.t"));
	}

	private static Stream<Arguments> code() {
		return Stream.of(
				arguments("CREATE OR REPLACE VIEW v AS SELECT id, name FROM t WHERE true",
						"  query of view public.v:\n+   WHERE true;"),
				arguments("CREATE MATERIALIZED VIEW m AS SELECT 1 AS one WITH NO DATA",
						"+ materialized view public.m: permanent, access method heap, not populated"),
				arguments("CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
						"+ function public.f(integer): CREATE OR REPLACE FUNCTION public.f(integer) …"),
				arguments("CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
						"  function public.f():\n+  IMMUTABLE"),
				arguments("CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'",
						"+ procedure public.p(): CREATE OR REPLACE PROCEDURE public.p() …"),
				arguments("CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
						"+ aggregate public.total(integer): transition int4pl(integer,integer), state integer, initially 0"),
				arguments("ALTER TABLE t DISABLE TRIGGER tr",
						"+ trigger tr on public.t: CREATE TRIGGER tr BEFORE UPDATE ON public.t FOR EACH ROW EXECUTE FUNCTION public.tf(), disabled"),
				arguments("CREATE FUNCTION ef() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
						+ "CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION ef()",
						"+ event trigger e: ddl_command_end, CREATE TABLE, public.ef()"),
				arguments("CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING",
						"+ rule r on public.t: CREATE RULE r AS …"));
	}

	private static Stream<Arguments> types() {
		return Stream.of(
				arguments("ALTER TYPE mood ADD VALUE 'glad' BEFORE 'sad'",
						"- type public.mood: enum 'ok', 'sad'\n+ type public.mood: enum 'ok', 'glad', 'sad'"),
				arguments("ALTER DOMAIN d SET DEFAULT 'x'", "+ type public.d: domain over text, default 'x'::text"),
				arguments("ALTER TYPE pair ADD ATTRIBUTE c int", "+ column public.pair.c: integer"),
				arguments("CREATE TYPE span AS RANGE (SUBTYPE = float8)",
						"+ type public.span: range of double precision"));
	}

	private static Stream<Arguments> access() {
		return Stream.of(
				arguments("GRANT SELECT (name) ON t TO PUBLIC",
						"+ access to column public.t.name: owner ME, PUBLIC: SELECT"),
				arguments("REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC",
						"+ access to function public.f(): owner ME, ME: EXECUTE"),
				arguments("ALTER TYPE mood OWNER TO pg_monitor",
						"+ access to type public.mood: owner pg_monitor, PUBLIC: USAGE, pg_monitor: USAGE"),
				arguments("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
						"+ default privileges of ME for functions: ME=X/ME"),
				arguments("CREATE POLICY own ON t FOR SELECT TO PUBLIC USING (name = current_user)",
						"+ policy own on public.t: permissive, select, to PUBLIC, using (name = CURRENT_USER)"),
				arguments("COMMENT ON COLUMN t.name IS 'who'", "+ comment on table column public.t.name: who"),
				arguments("COMMENT ON CONSTRAINT child_t_fkey ON child IS 'why'",
						"+ comment on table constraint child_t_fkey on public.child: why"),
				arguments("COMMENT ON SCHEMA public IS 'ours'", "+ comment on schema public: ours"));
	}

	private static Stream<Arguments> others() {
		return Stream.of(arguments("CREATE PUBLICATION p FOR TABLE t", "+ publication p: present"),
				arguments("CREATE COLLATION co FROM \"C\"", "+ collation public.co: present"),
				arguments("CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple)",
						"+ text search configuration public.ts: present"),
				arguments(
						"CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w;"
								+ "CREATE USER MAPPING FOR PUBLIC SERVER srv OPTIONS (password 'secret')",
						"+ foreign-data wrapper w: present\n+ server srv: present\n+ user mapping of public for srv: present"),
				arguments(
						"CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w;"
								+ "CREATE FOREIGN TABLE far (id int) SERVER srv OPTIONS (place 'here')",
						"+ foreign table public.far: permanent, server srv, options place=here"));
	}

	@Test
	void leavesOutRowsTheHistoryAndWhatAnExtensionOwns() {
		this.database.execute("CREATE EXTENSION hstore");
		SchemaFingerprint before = read();
		this.database.execute("""
				INSERT INTO t VALUES (1, 'a');
				SELECT nextval('s');
				CREATE TABLE log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
				COMMENT ON TABLE log IS 'Tidemark history, format 1';
				CREATE TEMPORARY TABLE temporary ();
				COMMENT ON FUNCTION hstore(record) IS 'the extension''s';
				""");
		assertThat(read()).isEqualTo(before);
	}

	@Test
	void leavesOutTheVersionsThatNewServersGiveToColumns() {
		SchemaFingerprint before = read();
		this.database.execute("UPDATE pg_attribute SET attoptions = '{pg_attver=4711}' WHERE attrelid = 't'::regclass");
		assertThat(read()).isEqualTo(before);
	}

	@Test
	void takesAGrantThatWasTakenBackForNone() {
		SchemaFingerprint before = read();
		this.database.execute("GRANT SELECT ON t TO PUBLIC; REVOKE SELECT ON t FROM PUBLIC");
		assertThat(read()).isEqualTo(before);
	}

	@Test
	void takesAColumnForTheSameWhereverItStands() {
		SchemaFingerprint before = read();
		this.database.execute("ALTER TABLE child DROP COLUMN note; ALTER TABLE child ADD COLUMN note text;"
				+ "ALTER TABLE child DROP COLUMN t; ALTER TABLE child ADD COLUMN t bigint REFERENCES t");
		assertThat(read()).isEqualTo(before);
	}

	private SchemaFingerprint read() {
		return new CatalogReader(this.database.dataSource(), null).read();
	}

	static final class Schema implements DatabaseTemplate {

		@Override
		public void fill(TestDatabase database) {
			database.execute("""
					CREATE TABLE t (id bigint PRIMARY KEY, name text DEFAULT 'none');
					CREATE TABLE child (note text, t bigint REFERENCES t);
					CREATE TABLE parts (id int) PARTITION BY LIST (id);
					CREATE SEQUENCE s;
					CREATE INDEX i ON t (name);
					CREATE VIEW v AS SELECT id, name FROM t;
					CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
					CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
					CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tf();
					CREATE TYPE mood AS ENUM ('ok', 'sad');
					CREATE DOMAIN d AS text;
					CREATE TYPE pair AS (a int, b int);
					""");
		}

	}

}
