package dev.tidemark.jdbc;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of many statements that go as one message the one is named that failed.
 */
@PostgresTest
class MessageFailureTests extends AbstractMigratorTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SELECT 1/0                                             | 22012
			SELEC 1                                                | 42601
			SELECT '😀' FROM nowhere                                | 42P01
			CREATE TABLE a ()                                      | 42P07
			DO $$ BEGIN RAISE 'no'; END $$                         | P0001
			DO $$ BEGIN EXECUTE 'SELECT 1 FROM nowhere'; END $$    | 42P01
			SELECT generate_series(1, 100000); SELECT 1/0          | 22012
			""")
	void namesTheStatementThatFailed(String sql, String sqlState) {
		write("001_all.sql",
				"CREATE TABLE a ();\n-- 😀 before\nSELECT '😀';\n%s;\nCREATE TABLE after ()".formatted(sql));
		MigrationFailedException failure = failing(MigrationFailedException.class, simple());
		assertThat(failure.sqlState()).isEqualTo(sqlState);
		assertThat(failure).hasMessageContaining("001_all.sql:4");
		assertThat(exists("a")).isFalse();
	}

	@Test
	void readsStringsBehindASavepointAsTheyAreMeant() {
		write("001_strings.sql", """
				CREATE TABLE texts (value text);
				SAVEPOINT a;
				SET standard_conforming_strings = off;
				SET escape_string_warning = off;
				SELECT 1;
				ROLLBACK TO a;
				INSERT INTO texts VALUES ('c:\\x');
				""");
		simple().migrate();
		assertThat(values("SELECT value FROM texts")).containsExactly("c:\\x");
	}

	private Migrator simple() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource
			.setURL(database().jdbcUrl() + (database().jdbcUrl().contains("?") ? "&" : "?") + "preferQueryMode=simple");
		dataSource.setUser(database().username());
		dataSource.setPassword(database().password());
		return Migrator.of(dataSource, settings());
	}

}
