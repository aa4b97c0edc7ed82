package dev.tidemark.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CopyDataTests {

	private static List<SqlStatement> split(String script) {
		return StatementSplitter.split(script);
	}

	private static String data(SqlStatement statement) {
		CopyData data = statement.data();
		if (data == null) {
			return "none";
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		data.writeTo((chunk, length) -> bytes.write(chunk, 0, length));
		return bytes.toString(StandardCharsets.UTF_8);
	}

	@Test
	void endsDataAtTheirMarker() {
		List<SqlStatement> statements = split("COPY t (a) FROM stdin;\n1;'\n\n$$ \\. /*\n\\.\nSELECT 1;");
		assertThat(statements).extracting(SqlStatement::text).containsExactly("COPY t (a) FROM stdin", "SELECT 1");
		assertThat(data(statements.get(0))).isEqualTo("1;'\n\n$$ \\. /*\n");
		assertThat(statements.get(1).line()).isEqualTo(6);
	}

	@ParameterizedTest
	@ValueSource(strings = { "copy t from stdin;\nx\n\\.\n", "COPY t FROM STDOUT;\nx\n\\.\n",
			"COPY t /* ; */ FROM -- ;\n STDIN ; -- it's\nx\n\\.", "COPY t(a, b) FROM STDIN WITH (FORMAT csv) ;  \nx\n",
			"COPY public.\"from\" FROM STDIN CSV;/* a */\nx\n\\.\n\n",
			"\uFEFFCOPY t FROM STDIN WHERE (a > 1);\nx\n\\.\n" })
	void knowsACopyThatReadsData(String script) {
		assertThat(split(script)).singleElement().satisfies((copy) -> assertThat(data(copy)).isEqualTo("x\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY t FROM '/tmp/stdin'", "COPY (SELECT stdin FROM stdin) TO '/tmp/x'",
			"SELECT a FROM stdin", "COPY stdin FROM '/x'", "CREATE TABLE copy (a int)", "COPY t FROM PROGRAM 'stdin'",
			"EXPLAIN COPY t FROM stdin" })
	void knowsThatOthersDoNot(String statement) {
		assertThat(split(statement + ";\nSELECT 1;")).hasSize(2).allSatisfy((each) -> assertThat(each.data()).isNull());
	}

	@Test
	void readsNoDataAtTheEndOfTheScript() {
		assertThat(data(split("COPY t FROM stdin").get(0))).isEmpty();
		assertThat(data(split("COPY t FROM stdin;\n").get(0))).isEmpty();
		assertThat(data(split("COPY t FROM stdin;\n\\.\n").get(0))).isEmpty();
	}

	@Test
	void keepsCarriageReturnsOfData() {
		List<SqlStatement> statements = split("COPY t FROM stdin;\r\na\r\nb\r\n\\.\r\nSELECT 1;\r\n");
		assertThat(data(statements.get(0))).isEqualTo("a\r\nb\r\n");
		assertThat(statements).hasSize(2);
	}

	@Test
	void endsDataAtAMarkerWithinQuotesAsPsqlDoes() {
		assertThat(data(split("COPY t FROM stdin CSV;\n\"a\n\\. \n\\.\n").get(0))).isEqualTo("\"a\n\\. \n");
	}

	@Test
	void givesEachCopyOfALineItsOwnData() {
		List<SqlStatement> statements = split(
				"COPY a FROM stdin; COPY b FROM stdin; SELECT 1;\n1\n\\.\n2\n\\.\nSELECT 2");
		assertThat(statements).extracting(CopyDataTests::data).containsExactly("1\n", "2\n", "none", "none");
		assertThat(statements.get(1).data()).isNotNull().satisfies((data) -> assertThat(data.line()).isEqualTo(4));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			COPY a FROM stdin; SELECT\\n1\\n\\.\\n2            | 20
			COPY a FROM stdin; /* x\\n1\\n\\.\\n*/ SELECT 2    | 20
			COPY a FROM stdin; SELECT 'x\\n1\\n\\.\\n'         | 27
			""")
	void refusesWhatGoesOnBehindTheData(String script, int column) {
		StatementSplitterTests.assertFault(script.replace("\\n", "\n"), 1, column, "move it below the data");
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY t TO STDOUT", "copy (SELECT 1) TO\nstdout", "COPY t TO STDIN" })
	void refusesDataForTheClient(String script) {
		StatementSplitterTests.assertFault("SELECT 1;\n " + script, 2, 2, "COPY … TO STDOUT sends rows to the client");
	}

	@ParameterizedTest
	@ValueSource(strings = { "COPY BINARY t FROM STDIN", "COPY t FROM STDIN BINARY",
			"COPY t FROM STDIN WITH (FORMAT binary)", "COPY t FROM STDIN (DELIMITER ',', FORMAT 'binary')" })
	void refusesBinaryData(String script) {
		StatementSplitterTests.assertFault("SELECT 1;\n " + script, 2, 2, "in the binary format");
	}

	@Test
	void takesTheLinesThatProtectADumpAsComments() {
		String script = "\\restrict aB1\r\nSELECT 1;\n\\unrestrict aB1\nSELECT 2\n\\unrestrict aB1";
		assertThat(split(script)).extracting(SqlStatement::text).containsExactly("SELECT 1", "SELECT 2");
		StatementSplitterTests.assertFault("SELECT 1; \\restrict x", 1, 11, "'\\restrict' is a command of psql");
		StatementSplitterTests.assertFault("\\restricted x", 1, 1, "'\\restricted' is a command of psql");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			\\i a.sql        | `'\\i' is a command of psql, not SQL: write the statements of that file here`
			\\ir a.sql       | write the statements of that file here
			\\copy a from b  | write COPY … FROM STDIN; with the data in the lines below
			\\set a 1        | write ${name} in place of :name
			\\connect x      | statements for another database belong to a data source of their own
			\\c x            | statements for another database belong to a data source of their own
			SELECT 1 \\gexec | loop over the query in a DO block
			SELECT 1 \\g     | end the statement with ';'
			\\echo x         | remove it, or write it as SQL
			\\.              | none comes before it here
			""")
	void tellsTheWayOutOfCommandsOfPsql(String script, String message) {
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> split(script))
			.withMessageContaining(message);
	}

	@Test
	void sendsLongDataInPieces() {
		String row = "é😀 it's\t\\N\n";
		String rows = row.repeat(60_000);
		assertThat(data(split("COPY t FROM stdin;\n" + rows + "\\.\n").get(0))).isEqualTo(rows);
	}

	@Test
	void comparesDataByteByByte() {
		String script = "COPY t FROM stdin;\n1  2 -- x\n\\.\nSELECT 1;\n";
		assertThat(SqlComparison.sameMeaning(script, script.replace("SELECT 1", "SELECT  1 -- y\n"))).isTrue();
		assertThat(SqlComparison.sameMeaning(script, script.replace("1  2", "1 2"))).isFalse();
		assertThat(SqlComparison.sameMeaning(script, script.replace("-- x", "-- y"))).isFalse();
	}

	@Test
	void countsDataInTheChecksumOfAStatement() {
		String script = "COPY t FROM stdin;\n1  2\n\\.\n";
		String checksum = StatementChecksum.of(split(script).get(0));
		assertThat(StatementChecksum.of(split(script.replace("COPY t", "COPY  t").replace(";", " ; -- x")).get(0)))
			.isEqualTo(checksum);
		assertThat(StatementChecksum.of(split(script.replace("  ", " ")).get(0))).isNotEqualTo(checksum);
		assertThat(StatementChecksum.of(split("COPY t FROM stdin").get(0)))
			.isNotEqualTo(StatementChecksum.of(new SqlStatement("COPY t FROM stdin", 1, 1)));
	}

	@Test
	void redactsWhatFollowsDataAndNotTheData() {
		String data = "it's\tPASSWORD 'a'\n";
		assertThat(Redaction.ofScript("COPY t FROM stdin;\n" + data + "\\.\nALTER ROLE a PASSWORD 'b';"))
			.isEqualTo("COPY t FROM stdin;\n" + data + "\\.\nALTER ROLE a PASSWORD '***';");
	}

	@Test
	void takesNoCodeForData() {
		assertThat(Redaction.ofScript("SELECT $$\nCOPY t FROM stdin;\nALTER ROLE a PASSWORD 'b'$$"))
			.contains("PASSWORD '***'");
	}

	@Test
	void findsNoDirectiveWithinData() {
		String script = "COPY t FROM stdin;\n-- tidemark: transactional=false\n\\.\n";
		assertThat(ScriptDirectives.parse(script, 1)).isEqualTo(ScriptDirectives.NONE);
	}

	@Test
	void showsNoData() {
		SqlStatement copy = split("COPY t FROM stdin;\nsecret\n\\.\n").get(0);
		assertThat(copy.excerpt()).isEqualTo("COPY t FROM stdin");
		assertThat(copy).asString().doesNotContain("secret").contains("7 characters of data from line 2");
	}

	@Test
	void hidesDataWithTheirLinesKept() {
		String script = "COPY t FROM stdin;\nsecret\nmore\n\\.\nSELECT 1;\n";
		String hidden = HiddenData.in(script);
		assertThat(hidden).doesNotContain("secret").doesNotContain("more").endsWith("\n\\.\nSELECT 1;\n");
		assertThat(hidden.lines()).hasSize(5);
		assertThat(HiddenData.in(script.replace("secret", "public"))).isNotEqualTo(hidden);
	}

}
