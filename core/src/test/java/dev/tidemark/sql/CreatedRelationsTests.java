package dev.tidemark.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CreatedRelationsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			CREATE TABLE users (id int)                                  | users
			create unlogged table if not exists App.Users(id int)        | app.users
			CREATE TABLE "App" . "Us""ers" ()                            | App.Us"ers
			CREATE OR REPLACE VIEW names AS SELECT 1                     | names
			CREATE MATERIALIZED VIEW IF NOT EXISTS report AS SELECT 1    | report
			CREATE FOREIGN TABLE far (id int) SERVER s                   | far
			/* why */ CREATE SEQUENCE numbers                            | numbers
			CREATE TABLE part PARTITION OF whole DEFAULT                 | part
			""")
	void findsWhatIsCreated(String script, String name) {
		assertThat(CreatedRelations.in(script))
			.extracting((found) -> ((found.schema() != null) ? found.schema() + "." : "") + found.name())
			.containsExactly(name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			CREATE TEMP TABLE mine (id int)
			CREATE INDEX i ON users (id)
			ALTER TABLE users ADD x int
			SELECT 'CREATE TABLE users ()'
			DO $$ BEGIN CREATE TABLE users (); END $$
			CREATE TABLE ${name} (id int)
			CREATE TABLE 'broken
			""")
	void findsNothingElse(String script) {
		assertThat(CreatedRelations.in(script)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			SET search_path = app, public; CREATE TABLE a ()                     | app.a
			set local search_path to "App"; CREATE TABLE a ()                    | App.a
			SET SESSION search_path TO 'app'; CREATE TABLE a ()                  | app.a
			SET search_path TO 'app', public; CREATE TABLE a ()                  | app.a
			SELECT pg_catalog.set_config('search_path', 'app, x', true); CREATE TABLE a () | app.a
			SET search_path = app; SET search_path TO DEFAULT; CREATE TABLE a () | a
			SET search_path = app; RESET search_path; CREATE TABLE a ()          | a
			SET search_path = "$user", public; CREATE TABLE a ()                 | a
			SELECT set_config('search_path', '', false); CREATE TABLE a ()       | a
			SET search_path = app; CREATE TABLE b.a ()                           | b.a
			CREATE FUNCTION f() RETURNS int SET search_path = x LANGUAGE sql AS 'SELECT 1'; CREATE TABLE a () | a
			""")
	void followsTheSearchPathThatTheScriptSets(String script, String name) {
		assertThat(CreatedRelations.in(script))
			.extracting((found) -> ((found.schema() != null) ? found.schema() + "." : "") + found.name())
			.containsExactly(name);
	}

	@Test
	void findsWhatEachStatementCreates() {
		assertThat(CreatedRelations.in("CREATE TABLE a (); -- one\nCREATE TABLE b (); SELECT 1; CREATE TABLE a ()"))
			.containsExactly(new ObjectName(null, "a"), new ObjectName(null, "b"));
	}

}
