package dev.tidemark.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scripts with data and with transactions of their own leave what psql leaves.
 */
@PostgresTest
class PsqlScriptsTests {

	private static final String TABLE = "CREATE TABLE log (id int GENERATED ALWAYS AS IDENTITY, entry text);\n";

	@TempDir
	private Path folder;

	@BeforeAll
	static void needsPsql() {
		Assumptions.assumeTrue(Psql.isInstalled(), "needs psql: install postgresql-client");
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY log (entry) FROM stdin; INSERT INTO log (entry) VALUES ('x');\na\nb\n\\.\n",
			"COPY log (entry) FROM stdin; COPY log (entry) FROM stdin; -- it's\na\n\\.\n\nb\n\n\\.\n",
			"COPY log (entry) FROM stdin;\r\na\r\nb\r\n\\.\r\nINSERT INTO log (entry) VALUES ('x');\r\n",
			"COPY log (entry) FROM stdin;\na\nb", "COPY log (entry) FROM stdin", "COPY log (entry) FROM stdin;\n\\.\n",
			"COPY log (entry) FROM STDOUT CSV;\n\"a\n;\"\"\n\"\n",
			"COPY log (entry) FROM stdin WITH (DELIMITER ';', NULL 'none');\nnone\n\\.\n",
			"COPY /* ; */ log (entry) FROM -- stdin;\n stdin\n;\n/* a */ -- b\n\\.\n",
			"BEGIN; COPY log (entry) FROM stdin;\na\n\\.\nROLLBACK; COPY log (entry) FROM stdin;\nb\n\\.\n",
			"\\restrict abc\nINSERT INTO log (entry) VALUES ('a');\n\\unrestrict abc\n",
			"SET standard_conforming_strings = off;\nINSERT INTO log (entry) VALUES ('it\\'s; a'), (N'b\\';');\n",
			"BEGIN ISOLATION LEVEL SERIALIZABLE; SET app.a = '1'; COMMIT AND CHAIN;\nSET app.a = '2'; ROLLBACK AND CHAIN;\n"
					+ "INSERT INTO log (entry) SELECT current_setting('app.a') || current_setting('transaction_isolation'); END;",
			"INSERT INTO log (entry) VALUES ('a'); COMMIT; BEGIN; BEGIN; INSERT INTO log (entry) VALUES ('b'); ABORT; ROLLBACK;",
			"BEGIN; SAVEPOINT s; INSERT INTO log (entry) VALUES ('a'); ROLLBACK TO s; INSERT INTO log (entry) VALUES ('b'); COMMIT; SELECT 1;" })
	void leaveWhatPsqlLeaves(String script, TestServer server) throws IOException {
		Path file = Files.writeString(this.folder.resolve("001_script.sql"), TABLE + script);
		try (TestDatabase ours = server.createDatabase(); TestDatabase theirs = server.createDatabase()) {
			Psql.run(file, theirs);
			Migrator.of(ours.dataSource(), MigratorSettings.defaults().withLocations("file:" + this.folder)).migrate();
			assertThat(rows(ours)).isEqualTo(rows(theirs));
		}
	}

	private static List<String> rows(TestDatabase database) {
		return database.jdbc().sql("SELECT concat_ws('|', id, entry) FROM log ORDER BY id").query(String.class).list();
	}

}
