package dev.tidemark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class CopyMigrationTests extends AbstractMigratorTests {

	private static final String ALONE = "-- tidemark: transactional=false\n";

	@BeforeEach
	void setUp() {
		write("001_tables.sql", "CREATE TABLE a (id int PRIMARY KEY, name text); CREATE TABLE b (name text);");
	}

	@ParameterizedTest
	@ValueSource(strings = { "preferQueryMode=simple", "preferQueryMode=extended" })
	void loadsTheDataOfAScript(String parameter) {
		write("002_data.sql", """
				INSERT INTO b VALUES ('before');
				COPY a (id, name) FROM stdin;
				1	it's; \\\\ $$
				2	\\N
				\\.
				COPY b FROM stdin; INSERT INTO b VALUES ('after');

				é😀 -- no comment
				\\.
				INSERT INTO b SELECT txid_current() - xmin::text::bigint FROM a WHERE id = 1;
				""");
		Migrator.of(dataSource(parameter), settings()).migrate();
		assertThat(values("SELECT name FROM a ORDER BY id")).containsExactly("it's; \\ $$", "null");
		assertThat(values("SELECT name FROM b")).containsExactly("before", "", "é😀 -- no comment", "after", "0");
		assertThat(lastRow().statementsDone()).isEqualTo(5);
	}

	@Test
	void rollsDataBackWithTheirMigration() {
		write("002_data.sql", "COPY b FROM stdin;\nx\n\\.\nSELECT 1/0;");
		assertThat(migrateFailing().line()).isEqualTo(4);
		assertThat(values("SELECT name FROM b")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ALONE, "VACUUM b;\n" })
	void loadsDataOutsideOfTransactionsToo(String head) {
		write("002_data.sql", head + "COPY b FROM stdin;\nx\n\\.\nCOPY b FROM stdin CSV;\n\"y\nz\"\n\\.\n");
		migrate();
		assertThat(values("SELECT name FROM b")).containsExactly("x", "y\nz");
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
	}

	@Test
	void loadsDataWithTheLineEndsOfWindows() {
		write("002_data.sql", "COPY b FROM stdin;\r\nx\r\ny\r\n\\.\r\nINSERT INTO b VALUES ('z');\r\n");
		migrate();
		assertThat(values("SELECT name FROM b")).containsExactly("x", "y", "z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY b FROM stdin", "COPY b FROM stdin;", "COPY b FROM stdin;\n\\.\n" })
	void loadsNothingWhereNothingFollows(String script) {
		write("002_data.sql", script);
		migrate();
		assertThat(values("SELECT name FROM b")).isEmpty();
	}

	@Test
	void takesTheEndOfTheScriptForTheEndOfTheData() {
		write("002_data.sql", "COPY b FROM stdin;\nx\ny");
		migrate();
		assertThat(values("SELECT name FROM b")).containsExactly("x", "y");
	}

	@Test
	void loadsMoreThanOnePiece() {
		write("002_data.sql", "COPY b FROM stdin;\n" + "0123456789é\n".repeat(100_000) + "\\.\n");
		migrate();
		assertThat(values("SELECT count(*) FROM b WHERE name = '0123456789é'")).containsExactly("100000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret1\tx", "1\tx\tsecret1", "secret1", "1\tsecret1\n1\tsecret1" })
	void tellsTheLineOfARowAndNotTheRow(String rows) {
		write("002_data.sql", "\nCOPY a FROM stdin;\n5\ty\n" + rows + "\n\\.\n");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.line()).isEqualTo(4 + (int) rows.chars().filter((c) -> c == '\n').count());
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain("secret1");
		assertThat(events().all()).asString().doesNotContain("secret1");
		assertThat(lastRow().error()).doesNotContain("secret1").contains("at statement 1 of 1, line ");
	}

	@Test
	void hidesTheDataThatAConstraintRefuses() {
		write("002_data.sql", "ALTER TABLE a ADD CHECK (name <> 'secret2');\nCOPY a FROM stdin;\n7\tsecret2\n\\.\n");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure.line()).isEqualTo(3);
		assertThat(failure).hasMessageContaining("violates check constraint").hasMessageContaining("not shown");
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		assertThat(trace.toString()).doesNotContain("secret2");
	}

	@Test
	void refusesAnEditOfDataThatAreLoaded() {
		String script = ALONE + "COPY b FROM stdin;\n%s\n\\.\nSELECT 1/%s;";
		write("002_data.sql", script.formatted("x", "0"));
		migrateFailing();
		write("002_data.sql", script.formatted("y", "1"));
		assertThat(failing(InvalidMigrationsException.class, migrator()))
			.hasMessageContaining("its first 1 statements have run and are committed, and they have been edited since");
		write("002_data.sql", script.formatted("x", "1"));
		migrate();
		assertThat(values("SELECT name FROM b")).containsExactly("x");
	}

	@Test
	void noticesChangedDataAndDoesNotShowThem() {
		write("002_data.sql", "COPY b FROM stdin;\nsecret3\n\\.\n");
		migrate();
		write("002_data.sql", "COPY b FROM stdin; -- a comment\nsecret3\n\\.\n");
		migrate();
		write("002_data.sql", "COPY b FROM stdin;\nsecret4\n\\.\n");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("has changed since")
			.hasMessageContaining("data, not shown")
			.message()
			.doesNotContain("secret");
	}

	@Test
	void runsADumpAsItIs() throws IOException {
		try (InputStream dump = Objects.requireNonNull(getClass().getResourceAsStream("/dumps/shop.sql"))) {
			write("002_shop.sql", new String(dump.readAllBytes(), StandardCharsets.UTF_8));
		}
		write("003_next.sql", "CREATE TABLE next AS SELECT count(*) FROM orders; SELECT set_config('x.y', 'a', false)");
		migrate();
		assertThat(values("SELECT name || '|' || coalesce(note, '-') FROM customers ORDER BY id"))
			.containsExactly("Ada; O'Neil|two\nlines\tand a tab", "Grace|-", "\\.|/* $$ -- \"");
		assertThat(values("SELECT total FROM totals")).containsExactlyInAnyOrder("null", "12.50", "7.00");
		assertThat(values("SELECT count FROM next")).containsExactly("3");
	}

	@Test
	void replacesPlaceholdersWithinData() {
		write("002_data.sql", "-- tidemark: placeholders=true\nCOPY b FROM stdin;\n${name}\n\\.\n");
		assertThat(failing(InvalidMigrationsException.class, migrator())).hasMessageContaining("002_data.sql:3:1")
			.hasMessageContaining("the placeholder '${name}' has no value");
	}

}
