package dev.tidemark.sql;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.sql.ConcurrentReindexStatement.Target;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The parts of the statements that run concurrently.
 */
class ConcurrentStatementsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
			textBlock = """
							CREATE INDEX CONCURRENTLY i ON t (a)                               | false | false | i       | false | t           | (a)
							create unique index concurrently if not exists I on only s . t using gin (a) | true | true | I | true | s.t        | using gin (a)
							CREATE INDEX CONCURRENTLY ON "S"."t ""x" (lower(a)) WHERE b        | false | false | -       | false | "S"."t ""x" | (lower(a)) WHERE b
							CREATE INDEX CONCURRENTLY "on" /* x */ ON t -- y                   | -     | -     | -       | -     | -           | -
							CREATE INDEX CONCURRENTLY if ON t (a)                              | false | false | -       | false | t           | (a)
							CREATE INDEX CONCURRENTLY i ON U&"d\0061t" (a)                     | -     | -     | -       | -     | -           | -
					CREATE INDEX CONCURRENTLY U&"i" ON t (a)                           | -     | -     | -       | -     | -           | -
					CREATE INDEX i ON t (a)                                            | -     | -     | -       | -     | -           | -
							DROP INDEX CONCURRENTLY i                                          | -     | -     | -       | -     | -           | -
							""")
	void readsABuild(String sql, Boolean unique, Boolean ifNotExists, String name, Boolean only, String table,
			String definition) {
		assertThat(ConcurrentIndexStatement.parse(statement(sql))).isEqualTo((unique != null)
				? Optional.of(new ConcurrentIndexStatement(unique, ifNotExists, name, only, table, definition))
				: Optional.empty());
	}

	@Test
	void writesABuildForOtherTables() {
		ConcurrentIndexStatement build = ConcurrentIndexStatement
			.parse(statement("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.\"t\" USING btree (a) WHERE b"))
			.orElseThrow();
		assertThat(build.tableName()).isEqualTo("\"t\"");
		assertThat(build.sqlOfParent()).isEqualTo("CREATE UNIQUE INDEX i ON ONLY s.\"t\" USING btree (a) WHERE b");
		assertThat(build.sqlOn("pg_temp.t")).isEqualTo("CREATE UNIQUE INDEX i ON pg_temp.t USING btree (a) WHERE b");
		assertThat(build.on("j", "p").sql())
			.isEqualTo("CREATE UNIQUE INDEX CONCURRENTLY j ON p USING btree (a) WHERE b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			REINDEX INDEX CONCURRENTLY i                   | INDEX    | i
			reindex (verbose, concurrently) table s."t"    | TABLE    | s."t"
			REINDEX (CONCURRENTLY true) SCHEMA s           | SCHEMA   | s
			REINDEX DATABASE CONCURRENTLY                  | DATABASE | ``
			""")
	void readsARebuild(String sql, Target target, String name) {
		assertThat(ConcurrentReindexStatement.parse(statement(sql)))
			.contains(new ConcurrentReindexStatement(target, name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "REINDEX INDEX i", "REINDEX (CONCURRENTLY off) TABLE t", "REINDEX SYSTEM", "VACUUM" })
	void readsNoOtherRebuild(String sql) {
		assertThat(ConcurrentReindexStatement.parse(statement(sql))).isEmpty();
	}

	@Test
	void readsADetachment() {
		DetachStatement detach = DetachStatement
			.parse(statement("ALTER TABLE IF EXISTS ONLY s.p DETACH PARTITION \"p 1\" CONCURRENTLY"))
			.orElseThrow();
		assertThat(detach).isEqualTo(new DetachStatement("s.p", "\"p 1\"", false));
		assertThat(detach.finalizing()).isEqualTo("ALTER TABLE s.p DETACH PARTITION \"p 1\" FINALIZE");
		assertThat(DetachStatement.parse(statement(detach.finalizing())).orElseThrow().finalizes()).isTrue();
		assertThat(DetachStatement.parse(statement("ALTER TABLE p DETACH PARTITION q"))).isEmpty();
	}

	@Test
	void readsWhatIsDroppedOrCreated() {
		assertThat(ConcurrentDropStatement.parse(statement("DROP INDEX CONCURRENTLY IF EXISTS s.i RESTRICT")))
			.contains(new ConcurrentDropStatement("s.i"));
		assertThat(ConcurrentDropStatement.parse(statement("DROP INDEX i"))).isEmpty();
		assertThat(WholeObjectStatement.parse(statement("CREATE DATABASE d OWNER o")))
			.contains(new WholeObjectStatement(true, true, "d"));
		assertThat(WholeObjectStatement.parse(statement("DROP TABLESPACE IF EXISTS x")))
			.contains(new WholeObjectStatement(false, false, "x"));
		assertThat(WholeObjectStatement.parse(statement("DROP TABLE x"))).isEmpty();
	}

	private static SqlStatement statement(String sql) {
		return new SqlStatement(sql, 1, 1);
	}

}
