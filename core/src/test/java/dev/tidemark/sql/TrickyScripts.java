package dev.tidemark.sql;

import java.util.List;

/**
 * Valid scripts with traps for whoever looks for the end of a statement. They find the
 * tables {@code t (a int)} and {@code log (a int, b text)}, and may run in one
 * transaction.
 */
final class TrickyScripts {

	private static final List<String> QUOTES = List.of("SELECT ';'; SELECT 'it''s;', ''''; SELECT ''",
			"SELECT 'ends with \\'; SELECT 'and \\'';'; SELECT 2;", "SELECT E'it\\'s; ', e'\\\\'; SELECT E'\\\\\\';'''",
			"SELECT E'\\n\\x3b\\u003b\\';'; SELECT 2", "SELECT U&'d\\0061t;\\+000061'; SELECT u&'\\\\;'",
			"SELECT U&'d!0061;' UESCAPE '!'; SELECT U&\"d\\0061;\" FROM (SELECT 1 AS \"da;\") AS x",
			"SELECT U&\"d!0061;\" UESCAPE '!' FROM (SELECT 1 AS \"da;\") AS x; SELECT 2",
			"SELECT U&'\\003B' ; SELECT 1 U&\"\\003B;\"", "SELECT U&';!'' UESCAPE '; SELECT 2",
			"SELECT B'01', b'', X'1F', x'ab'; SELECT N'a;b', n';'", "SELECT b'01'\n'10'; SELECT x'1'\n'f'; SELECT 3",
			"SELECT 'a'\n';b'; SELECT 'a' -- ';\n  -- \"\n ';b'; SELECT 'a'\r';'; SELECT 'a'\f\n\t';'",
			"SELECT E'a'\n'b\\';c'; SELECT 'a'\n'b\\'; SELECT 3", "SELECT E'a' -- '\n '\\';'; SELECT 2",
			"SELECT U&'\\003B'\n';\\0061'; SELECT 2", "SELECT 'a'\n\n'b'\r\n'c;'; SELECT ';' AS \"x\"\n; SELECT 3",
			"SELECT 'a' AS \"b\"\"; ''\"; SELECT \";\".\"\"\"\" FROM (SELECT 1 AS \"\"\"\") AS \";\"; SELECT 3",
			"SELECT typE,'a\\' FROM (SELECT 1) AS x(typE); SELECT 2",
			"SELECT date'2020-01-01', DATE '2020-01-01' IS NULL FROM t; SELECT 2",
			"SELECT 'line\nline;\r\nline;\rend' ; SELECT '\t;\f;'; SELECT ''''';'''''",
			"SELECT 'é;😀', 'ü' AS \"ä;ö\", '\\😀'; SELECT E'\\😀;\\''", "SELECT'a;'AS\"b;\";SELECT'c'");

	private static final List<String> DOLLARS = List.of("SELECT $$a;b'$$; SELECT $$$$; SELECT $x$$x$",
			"SELECT $a$ $$ ; $b$ ; $ab$ $A$ $a $a$; SELECT 2", "SELECT $a$$b$;$b$$a$; SELECT $_1$;$_1$; SELECT $é$;$é$",
			"SELECT a$b$c, a$$, a$1 FROM (SELECT 1, 2, 3) AS x(a$b$c, a$$, a$1); SELECT 2 AS b$; SELECT 3 AS c$$",
			"SELECT 1 AS x$y$; SELECT 2 AS z$y$; SELECT 3",
			"PREPARE p1 AS SELECT $1::int + $2; EXECUTE p1 (1, 2); DEALLOCATE p1",
			"PREPARE p2 AS SELECT $1::text || $$;$$; EXECUTE p2 ($$a;$$); DEALLOCATE p2",
			"PREPARE p3(int) AS SELECT -$1, @$1, $1+$1; EXECUTE p3 (5); DEALLOCATE ALL",
			"SELECT $$$a$$; SELECT $$a$b$$; SELECT $a$$a$", "SELECT $$\n;\r\n'\"\\/*--$$; SELECT $q$SELECT $$;$$;$q$",
			"SELECT 1 AS \"a\",$$;$$ FROM t; SELECT 2",
			"DO $$ BEGIN PERFORM 1; FOR i IN 1..2 LOOP PERFORM i; END LOOP; END $$; SELECT 2",
			"DO $do$ DECLARE x int := 1; y text := $$;$$; BEGIN x := x + 1; END; $do$; SELECT 2",
			"DO LANGUAGE plpgsql 'BEGIN PERFORM '';''; END'; SELECT 2",
			"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $f$ SELECT 1; SELECT 2; $f$; SELECT f()",
			"CREATE FUNCTION f(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN $1 || ';'; END; $$; SELECT f($$;$$)",
			"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $x$BEGIN EXECUTE $y$SELECT ';'$y$; END$x$;SELECT 2");

	private static final List<String> COMMENTS = List.of("SELECT 1 -- a;b'\n + 2; SELECT 3 --", "SELECT 1 --; SELECT 2",
			"-- ;\nSELECT 1;\r-- '\rSELECT 2", "SELECT 1 /* ; ' /* \" ; */ $$ ; */ + 2; SELECT 3",
			"SELECT 1 /*/;*/ + 2; SELECT 3 /***/ + 4; SELECT 5 /**/+/**/ 6", "SELECT 1/*/*;*/;*/+1; SELECT 2/*//*;*/*/",
			"SELECT 1 /* -- */; SELECT 2 -- /*\n; SELECT 3 /* ' */; SELECT 4", "/**/;/* ; */SELECT 1;/*;*//*;*/",
			"SELECT '/*'; SELECT '*/'; SELECT \"/*\" FROM (SELECT 1 AS \"/*\") AS x -- */", "SELECT 1;--\n--\n;-- x",
			"SELECT 1 -- a\u2028; b\n; SELECT 2", "SELECT 1 -- a\u0085; b\f;\n; SELECT 2",
			"SELECT 3--;\n+2;SELECT 5--5\n", "SELECT 1 --\r; SELECT 2 --\r\n; SELECT 3",
			"SELECT 1 AS a/*;*/; SELECT 2 AS b--;\n; /*/**/*/ SELECT 3");

	private static final List<String> OPERATORS = List.of(
			"CREATE OPERATOR @- (leftarg = int, rightarg = int, function = int4mi); SELECT 5 @- 3; SELECT 5@-3; SELECT 5@- -3",
			"CREATE OPERATOR */ (leftarg = int, rightarg = int, function = int4div); SELECT 6 */ 2; SELECT 6*/2",
			"CREATE OPERATOR |/- (rightarg = int, function = int4um); SELECT |/- 3; SELECT |/-3--;\n",
			"CREATE OPERATOR #* (leftarg = int, rightarg = int, function = int4mul); SELECT 2#*3/*;*/; SELECT 2#*/*;*/3",
			"CREATE OPERATOR ?-% (leftarg = int, rightarg = int, function = int4mi); SELECT 5?-%3; SELECT 7 ?-% 2",
			"SELECT 2*-1; SELECT 2*-/*;*/1; SELECT 2*--;\n1; SELECT 2- -1; SELECT 2-/*;*/-1",
			"SELECT 3-/*;*/2; SELECT 4", "SELECT 4*/*;*/2; SELECT 4 * /*;*/ 2; SELECT 4/ /*;*/2; SELECT 8 / 2",
			"SELECT 1<-1, 1>-1, 1=-1, 1<>-1, -(-1)",
			"SELECT '{\"a\": [1]}'::jsonb ? 'a'; SELECT '[\"a\"]'::jsonb ?| array['a;']; SELECT '[\"a\"]'::jsonb ?& array['a']",
			"SELECT '{\"a\": 1}'::jsonb @? '$.a ? (@ > 0)'; SELECT '{\"a\": 1}'::jsonb @@ '$.a == 1'",
			"SELECT '{\"a\": {\"b\": 1}}'::json #>> '{a,b}', '{\"a\": 1}'::json ->> 'a', '{\"a\": 1}'::json->'a'; SELECT 2",
			"SELECT '{\"a\": {\"b\": 1}}'::jsonb#-'{a,b}'; SELECT '{}'::jsonb-'a'; SELECT '[1]'::jsonb->>-1",
			"SELECT 1::int, '1'::int4::text, CAST(1 AS text); SELECT array[1,2]::int[], (array[1,2,3])[1:2], (array[1])[:1]",
			"CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT $1'; SELECT f(a := 1), f(a => 2), f(a:=-3)",
			"SELECT 1 OPERATOR(pg_catalog.+) 2; SELECT 1 OPERATOR(pg_catalog.-)-2; SELECT -1<>-2, 2^ -1, |/4, @ -5");

	private static final List<String> NUMBERS = List.of("SELECT 1_000; SELECT 0x1F; SELECT 0o17, 0b11; SELECT 2",
			"SELECT 1.5e-3, .5, 1., 1e5, 1.e5, 1.5E+3; SELECT 1.;SELECT .1;SELECT 1e1;",
			"SELECT 1.5-.5; SELECT 1-.5;SELECT 2", "SELECT 1e5-1;SELECT 1e-5-1;SELECT 1.-1;SELECT 1-1.;",
			"SELECT 1 AS e; SELECT 2 AS e1;SELECT 3 x;SELECT 4e4",
			"DO $$ BEGIN FOR i IN 1..2 LOOP PERFORM i; END LOOP; FOR i IN REVERSE 2..1 BY 1 LOOP NULL; END LOOP; END $$; SELECT 1");

	private static final List<String> ROUTINES = List.of(
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT f()",
			"CREATE FUNCTION f() RETURNS void BEGIN ATOMIC END; SELECT f()",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC;; SELECT 0;; SELECT 1; END; SELECT f();",
			"create or replace function f() returns int begin atomic select case when true then 1 else 2 end; end; select f()",
			"CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE a WHEN 1 THEN CASE WHEN true THEN 3 END ELSE 4 END; SELECT CASE WHEN a = 1 THEN 5 END; END; SELECT f(1); SELECT f(2)",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end, 2 AS case; SELECT x.end, x.case FROM (SELECT 1 AS end, 2 AS case) AS x; SELECT 3; END; SELECT f()",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 end; SELECT 2 case; SELECT 3 begin; END; SELECT f()",
			"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN x.as END FROM (SELECT 1 AS as) AS x; SELECT 2; END; SELECT f()",
			"CREATE FUNCTION \"end\"() RETURNS int BEGIN ATOMIC SELECT 1 AS \"end\"; SELECT \"end\" FROM (SELECT 5 AS \"end\") AS \"case\"; END; SELECT \"end\"()",
			"CREATE FUNCTION f() RETURNS text BEGIN ATOMIC SELECT 'END;'; SELECT /* END; */ $$END;$$ -- END;\n; END; SELECT f()",
			"CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN /* ; */ ATOMIC -- END;\n SELECT (SELECT CASE WHEN true THEN 1 END); RETURN 2; END; SELECT f()",
			"CREATE FUNCTION f() RETURNS int RETURN CASE WHEN true THEN 1 END; SELECT f()",
			"CREATE FUNCTION f(begin int DEFAULT 1, atomic int DEFAULT 2) RETURNS int RETURN begin + atomic; SELECT f()",
			"CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO t VALUES (CASE WHEN true THEN 1 END); DELETE FROM t; END; SELECT 1",
			"CREATE OR REPLACE PROCEDURE p(a int) LANGUAGE sql BEGIN ATOMIC UPDATE t SET a = CASE t.a WHEN 1 THEN 2 END WHERE t.a = p.a; END; SELECT 1",
			"CREATE FUNCTION f() RETURNS SETOF t BEGIN ATOMIC INSERT INTO t VALUES (1) RETURNING a; END; SELECT f()",
			"CREATE FUNCTION f() RETURNS int SET search_path = pg_catalog IMMUTABLE BEGIN ATOMIC WITH end_ AS (SELECT 1 AS a) SELECT a FROM end_; END; SELECT f()",
			"CREATE TABLE begin (atomic int); INSERT INTO begin VALUES (1); SELECT atomic FROM begin; DROP TABLE begin",
			"CREATE VIEW v AS SELECT CASE WHEN true THEN 1 END AS end; SELECT \"end\" FROM v; CREATE OR REPLACE VIEW v AS SELECT 2 end; SELECT * FROM v",
			"CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO log VALUES (1, ';'); INSERT INTO log VALUES (2);); INSERT INTO t VALUES (1); SELECT count(*) FROM log",
			"CREATE RULE r AS ON INSERT TO t DO ALSO (;;INSERT INTO log VALUES (CASE WHEN new.a = 1 THEN 1 END);; SELECT 1); SELECT 2; DROP RULE r ON t",
			"CREATE OR REPLACE RULE r AS ON DELETE TO t WHERE old.a IN (1, 2) DO INSTEAD (DELETE FROM log WHERE log.a = (old.a); UPDATE log SET b = ')' WHERE false); SELECT 2",
			"CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING; UPDATE t SET a = 1; SELECT 2",
			"CREATE SCHEMA s CREATE TABLE x (a int) CREATE VIEW y AS SELECT 1 AS a; SELECT * FROM s.y");

	private static final List<String> SPACES = List.of("", ";", ";;\n;", " \t\r\n\f", "-- nothing", "/* nothing; */ ;",
			";SELECT 1;;;SELECT 2;;", "SELECT\f1;\fSELECT\f2\f;", "SELECT 1\r;\rSELECT 2\r",
			"SELECT 1\r\n;\r\nSELECT 2\r\n", "SELECT;SELECT;;SELECT",
			"SELECT 1 AS a\u00A0b; SELECT 2 AS \u00A0; SELECT 3 AS c\u200B;SELECT 4",
			"SELECT 1 AS straße; SELECT 2 AS 😀$😀; SELECT 3 AS é$é$; SELECT \u2003 FROM (SELECT 5) AS x(\u2003)",
			"TABLE t; VALUES (1), (2); (SELECT 1); ((SELECT 1) UNION (SELECT 2) ORDER BY 1); WITH a AS (SELECT 1) SELECT * FROM a",
			"CREATE TABLE \"a;b\" (\"c;d\" int DEFAULT (1), e text CHECK (e <> ';')); INSERT INTO \"a;b\" VALUES (1, '('); SELECT * FROM \"a;b\"",
			"COMMENT ON TABLE t IS 'a;\nb'\n';c'; SELECT obj_description('t'::regclass)",
			"EXPLAIN (COSTS off) SELECT 1; SELECT 2",
			"CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END; $$; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION g(); INSERT INTO t VALUES (1); SELECT * FROM t");

	private TrickyScripts() {
	}

	static List<String> all() {
		return List.of(QUOTES, DOLLARS, COMMENTS, OPERATORS, NUMBERS, ROUTINES, SPACES)
			.stream()
			.flatMap(List::stream)
			.toList();
	}

}
