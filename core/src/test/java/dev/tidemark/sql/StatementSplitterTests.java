package dev.tidemark.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementSplitterTests {

	@Test
	void endsStatementsAtSemicolons() {
		assertThat(texts("SELECT 1; SELECT 2;\nSELECT 3")).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \t\r\n\f", ";", ";;\n;", "-- nothing", "/* nothing; */ ;", "\uFEFF", "-- a\r-- b" })
	void leavesOutStatementsWithoutTokens(String script) {
		assertThat(StatementSplitter.split(script)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 'a;b'", "SELECT 'it''s; '", "SELECT 'ends with \\'", "SELECT E'it\\'s; '",
			"SELECT e'\\\\'", "SELECT E'a''b\\';'''", "SELECT U&'d\\0061;'", "SELECT u&'\\'", "SELECT B'0;1'",
			"SELECT X'1;F'", "SELECT N'a;b'", "SELECT 'a'\n  ';b'", "SELECT E'a'\n'b\\';c'",
			"SELECT E'a' -- c\n '\\';'", "SELECT 'a'\n'b\\'", "SELECT typE'a\\'", "SELECT \"a;b\"", "SELECT \"a\"\";\"",
			"SELECT U&\"\\0061;\"", "SELECT $$a;b'$$", "SELECT $tag$ $$ ; $other$ ; $tag$", "SELECT $a$$b$;$b$$a$",
			"SELECT $été$;$été$", "SELECT a$$, b$$", "SELECT a$b$c FROM t$x$", "SELECT $1, $2", "SELECT 1$$;$$",
			"SELECT $_1$;$_1$", "SELECT 1 -- a;b'\n + 2", "SELECT 1 /* ; ' /* \" ; */ $$ ; */ + 2", "SELECT 1 /**/ + 2",
			"SELECT 1 /*/;*/ + 2", "SELECT 1 /***/ + 2", "SELECT 3-/*;*/2", "SELECT 3--;\n+2", "SELECT a@-/*;*/b",
			"SELECT [1:2]",
			"CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2);)",
			"SELECT a ) FROM t", "SELECT 1e5, 1.5e-3, .5, 0x1F, 1_000", "SELECT é.ö FROM straße", "SELECT 1.e5",
			"SELECT 'é😀;'", "COPY t TO PROGRAM 'cat'", "COPY t FROM '/tmp/stdin'", "COPY t FROM PROGRAM 'cat'",
			"COPY (SELECT stdin FROM stdin) TO '/tmp/x'", "SELECT a FROM stdin" })
	void keepsOneStatementInOnePiece(String statement) {
		assertThat(texts(statement + ";SELECT 2")).containsExactly(statement, "SELECT 2");
		assertThat(texts(statement + "\r\n;\r\n")).containsExactly(statement);
		assertThat(texts("SELECT 0;" + statement + " -- end")).containsExactly("SELECT 0", statement);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
			"create or replace function f() returns int begin atomic select case when true then 1 else 2 end; end",
			"CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (CASE WHEN true THEN 1 END); END",
			"CREATE OR REPLACE PROCEDURE p() BEGIN /* ; */ ATOMIC -- END;\n SELECT 'END;'; END",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE a WHEN 1 THEN CASE b WHEN 2 THEN 3 END END; SELECT 4; END",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT a AS end, t.end, b AS case FROM t; SELECT 2; END",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 end, 2 case; SELECT r.as END FROM r; SELECT 1 case; END",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN r.as END FROM r; SELECT 2; END",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC; SELECT 1; /* ; */ END",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC END", "CREATE FUNCTION begin() RETURNS int RETURN 1",
			"CREATE FUNCTION f(begin int) RETURNS int LANGUAGE sql AS 'select 1'",
			"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN a; b; END $$",
			"CREATE TABLE begin (atomic int)", "CREATE VIEW v AS SELECT CASE WHEN true THEN 1 END",
			"CREATE OR REPLACE VIEW begin AS SELECT 1 AS atomic", "CREATE SCHEMA s" })
	void endsNoStatementWithinTheBodyOfARoutine(String statement) {
		assertThat(texts(statement + "; SELECT 1; END; SELECT 2")).containsExactly(statement, "SELECT 1", "END",
				"SELECT 2");
	}

	@Test
	void countsBeginOnlyInRoutines() {
		assertThat(texts("BEGIN; SELECT 1; END; DO $$ BEGIN a; END $$; BEGIN ATOMIC; SELECT 2"))
			.containsExactly("BEGIN", "SELECT 1", "END", "DO $$ BEGIN a; END $$", "BEGIN ATOMIC", "SELECT 2");
	}

	@Test
	void keepsCommentsWithinAndDropsThoseAround() {
		assertThat(texts("/* head */ -- more\nSELECT /* in */ 1 -- tail\n /* end */; -- last\n"))
			.containsExactly("SELECT /* in */ 1");
	}

	@Test
	void tellsLineAndColumnOfEachStatement() {
		String script = "\uFEFFSELECT 1;\r\n  SELECT\r\n 2; /* x\n\n*/ SELECT 3;\r\rSELECT '😀é'; SELECT 5";
		assertThat(StatementSplitter.split(script)).containsExactly(new SqlStatement("SELECT 1", 1, 1),
				new SqlStatement("SELECT\r\n 2", 2, 3), new SqlStatement("SELECT 3", 5, 4),
				new SqlStatement("SELECT '😀é'", 7, 1), new SqlStatement("SELECT 5", 7, 14));
	}

	@Test
	void countsLinesFromTheFirstLineOfTheFile() {
		assertThat(StatementSplitter.split("\n SELECT 1", 10)).containsExactly(new SqlStatement("SELECT 1", 11, 2));
		assertFault("\n 'x", 10, 11, 2, "string is never closed");
	}

	@Test
	void refusesWhatIsNeverClosed() {
		assertFault("SELECT 1;\n SELECT 'it''s", 2, 9, "string is never closed");
		assertFault("SELECT 'a'\n'b", 2, 1, "string is never closed");
		assertFault("SELECT E'\\'", 1, 8, "string is never closed");
		assertFault("SELECT \"x", 1, 8, "quoted identifier is never closed");
		assertFault("SELECT\n $a$ $b$ $$", 2, 2, "dollar quoted string is never closed");
		assertFault("é /* /* */ ", 1, 3, "comment is never closed");
		assertFault("a /*/", 1, 3, "comment is never closed");
		assertFault("SELECT (1,\n (2); SELECT 3;", 1, 8, "parenthesis is never closed");
		assertFault("CREATE FUNCTION f() RETURNS int\n BEGIN ATOMIC SELECT 1;", 2, 2, "has no END after a semicolon");
	}

	@Test
	void refusesCommandsOfPsql() {
		assertFault("SELECT 1;\n\\connect other\nSELECT 2", 2, 1, "'\\connect' is a command of psql");
		assertFault("SELECT 1 \\gset", 1, 10, "'\\gset' is a command of psql");
	}

	@Test
	void refusesNulCharacters() {
		assertFault("SELECT 1;\nSELECT 'a\0b'", 2, 10, "NUL");
	}

	@Test
	void showsTheMessageWithoutThePlaceAndTheTextWithIt() {
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> StatementSplitter.split("'"))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).doesNotContain("line");
				assertThat(ex).asString().contains("line 1, column 1: this string is never closed");
			});
	}

	static void assertFault(String script, int line, int column, String message) {
		assertFault(script, 1, line, column, message);
	}

	private static void assertFault(String script, int firstLine, int line, int column, String message) {
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> StatementSplitter.split(script, firstLine))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(List.of(ex.line(), ex.column())).containsExactly(line, column));
	}

	static List<String> texts(String script) {
		return StatementSplitter.split(script).stream().map(SqlStatement::text).toList();
	}

}
