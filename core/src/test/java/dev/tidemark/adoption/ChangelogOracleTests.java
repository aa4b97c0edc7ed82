package dev.tidemark.adoption;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.Migrator;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What of a changelog runs, and in which order, is what Liquibase itself runs; and the
 * checksums that it writes are those that we compute.
 */
class ChangelogOracleTests extends AbstractMigratorTests {

	private static final String HEAD = """
			--liquibase formatted sql
			--changeset a:0
			CREATE TABLE log (id int GENERATED ALWAYS AS IDENTITY, word text);
			""";

	static Stream<Arguments> changelogs() {
		return Stream.of(arguments("semicolons in strings, comments and dollar quotes", """
				--changeset a:1
				INSERT INTO log (word) VALUES ('a;b'); -- c; d
				/* e; */ INSERT INTO log (word) VALUES ('f');
				--changeset a:2 splitStatements:false
				DO $$ BEGIN INSERT INTO log (word) VALUES ('i'); END; $$;
				"""), arguments("a slash alone in a line, and one in a division", """
				--changeset a:1
				INSERT INTO log (word) VALUES ('a')
				/
				INSERT INTO log (word) SELECT 4
				  / 2
				/
				INSERT INTO log (word) VALUES ('b')
				"""), arguments("GO in any case", """
				--changeset a:1
				INSERT INTO log (word) VALUES ('a')
				go
				INSERT INTO log (word) VALUES ('b')
				GO
				--changeset a:2 endDelimiter:GO
				INSERT INTO log (word) VALUES ('c')
				GO
				INSERT INTO log (word) VALUES ('GO')
				Go
				"""), arguments("other delimiters", """
				--changeset a:1 endDelimiter:@@
				INSERT INTO log (word) VALUES ('a') @@
				INSERT INTO log (word) VALUES ('b; @@')@@
				--changeset a:2 endDelimiter:;;
				INSERT INTO log (word) VALUES ('c');;
				INSERT INTO log (word) VALUES ('d');;
				--changeset a:3 endDelimiter:/
				INSERT INTO log (word) VALUES ('e');
				INSERT INTO log (word) VALUES ('f')
				/
				--changeset a:4 endDelimiter:\\nGO
				INSERT INTO log (word) VALUES ('g')
				GO
				"""), arguments("statements that are not to be split", """
				--changeset a:1 splitStatements:false
				INSERT INTO log (word) VALUES ('a'); INSERT INTO log (word) VALUES ('b')
				--changeset a:2 splitStatements:false endDelimiter:/
				CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2; $$;
				INSERT INTO log (word) SELECT f()::text;
				"""), arguments("lines that are not read", """
				--ignoreLines:2
				INSERT INTO log (word) VALUES ('no');
				INSERT INTO log (word) VALUES ('no');
				--changeset a:1
				--validCheckSum: 9:00000000000000000000000000000000
				INSERT INTO log (word) VALUES ('a');
				--ignoreLines:start
				INSERT INTO log (word) VALUES ('no');
				--ignoreLines:end
				--rollback DELETE FROM log;
				/* liquibase rollback
				DELETE FROM log; */
				--comment not this
				INSERT INTO log (word) VALUES ('b');
				--changeset a:2 ignore:true
				INSERT INTO log (word) VALUES ('no');
				--liquibase formatted sql
				--changeset a:3
				INSERT INTO log (word) VALUES ('c');
				"""), arguments("databases", """
				--changeset a:1 dbms:postgresql
				INSERT INTO log (word) VALUES ('a');
				--changeset a:2 dbms:oracle,h2
				INSERT INTO log (word) VALUES ('no');
				--changeset a:3 dbms:!postgresql
				INSERT INTO log (word) VALUES ('no');
				--changeset a:4 dbms:!h2,!oracle
				INSERT INTO log (word) VALUES ('b');
				--changeset a:5 dbms:all
				INSERT INTO log (word) VALUES ('c');
				--changeset a:6 dbms:none
				INSERT INTO log (word) VALUES ('no');
				--changeset a:7 dbms:postgres
				INSERT INTO log (word) VALUES ('no');
				"""), arguments("properties", """
				--property name:one value:1
				--property name:one value:2
				--property name:two value:${one}${one} dbms:postgresql
				--property name:three value:3 dbms:oracle
				--changeset a:${one}
				INSERT INTO log (word) VALUES ('${one} ${two} ${three} ${ one } $${one}');
				"""), arguments("quoted authors and ids, spaces and cases", """
				  -- ChangeSet "a b: c":"d e" splitStatements:TRUE
				INSERT INTO log (word) VALUES ('a');
				--CHANGESET a b (generated):1700000000000-1
				INSERT INTO log (word) VALUES ('b');
				--\tchangeset a:x:y
				INSERT INTO log (word) VALUES ('c')
				"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changelogs")
	void runsWhatLiquibaseRuns(String what, String changesets) {
		write("changelog.sql", HEAD + changesets);
		migrate();
		try (TestDatabase byLiquibase = database().server().createDatabase()) {
			new RealLiquibase(byLiquibase, folder().path()).update("changelog.sql");
			assertThat(words(database())).isNotEmpty().isEqualTo(words(byLiquibase));
			List<AdoptedRow> rows = adopted(byLiquibase);
			assertThat(rows).extracting(AdoptedRow::verdict).containsOnly(Verdict.ADOPTED);
			assertThat(rows).filteredOn((row) -> !row.note().equals("checksum verified"))
				.allSatisfy((row) -> assertThat(changesets).containsAnyOf("endDelimiter", "${", "\n/\n", "GO"));
		}
	}

	private static List<String> words(TestDatabase database) {
		return database.jdbc().sql("SELECT id || ' ' || word FROM log ORDER BY id").query(String.class).list();
	}

	private List<AdoptedRow> adopted(TestDatabase byLiquibase) {
		return Migrator.of(byLiquibase.dataSource(), settings())
			.previewAdoption(AdoptionRequest.of("liquibase"))
			.rows();
	}

}
