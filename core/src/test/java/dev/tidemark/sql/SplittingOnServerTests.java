package dev.tidemark.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A script is split where the server splits it.
 */
@PostgresTest
class SplittingOnServerTests {

	private SimpleQueries server;

	@BeforeEach
	void setUp(TestDatabase database) throws SQLException {
		this.server = new SimpleQueries(database.dataSource());
		this.server.send("CREATE TABLE t (a int); CREATE TABLE log (a int, b text)");
	}

	@AfterEach
	void close() throws SQLException {
		this.server.close();
	}

	@Test
	void sendsAScriptAsOneQueryString() throws SQLException {
		String script = " SELECT 1;; SELECT ';' -- ;\n; SELECT current_query()";
		assertThat(this.server.send(script)).hasSize(3).last().isEqualTo("current_query|\n" + script + "|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "/* head; */ ; SELECT 0;%s\n; -- tail" })
	void findsTheCommandsThatTheServerFinds(String around) throws SQLException {
		for (String script : TrickyScripts.all()) {
			assertSplitAsOnServer(around.replace("%s", script));
		}
	}

	@Test
	void findsTheCommandsHoweverManySpacesAreBetween() throws SQLException {
		for (String script : TrickyScripts.all()) {
			assertSplitAsOnServer(script.replace(";", " ; "));
		}
	}

	/**
	 * What is found as a statement is one command to the server, what is between is none,
	 * and all do together what the script does.
	 */
	private void assertSplitAsOnServer(String script) throws SQLException {
		try {
			compare(script);
		}
		catch (SQLException ex) {
			throw new SQLException("in " + script, ex);
		}
	}

	private void compare(String script) throws SQLException {
		ScriptExtents extents = ScriptExtents.of(script);
		List<String> whole = new ArrayList<>();
		this.server.sendAndRollBack(List.of(script + "\n;SELECT 'end'")).forEach(whole::addAll);
		List<String> each = new ArrayList<>();
		for (List<String> answers : this.server.sendAndRollBack(extents.statements())) {
			assertThat(answers).as(script).hasSize(1);
			each.addAll(answers);
		}
		assertThat(whole).as(script).hasSize(each.size() + 1);
		assertThat(whole.subList(0, each.size())).as(script).isEqualTo(each);
		assertThat(extents.joined()).isEqualTo(script);
		assertThat(this.server.send(String.join("\n;", extents.gaps()) + "\n;SELECT 'end'")).as(script).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SIMPLE", "EXTENDED" })
	void tellsOfStatementsThatOnlyTheDriverSplitsFurther(PreferQueryMode mode, TestDatabase database) throws Exception {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) database.dataSource();
		dataSource.setPreferQueryMode(mode);
		List<String> misread = new ArrayList<>();
		try (Session session = Sessions.open(dataSource)) {
			for (String script : TrickyScripts.all()) {
				List<String> statements = new ArrayList<>(List.of("BEGIN"));
				statements.addAll(ScriptExtents.of(script).statements());
				statements.add("ROLLBACK");
				try {
					session.executeAll(statements.stream().map(SqlStatement::of).toList(), (index) -> {
					});
				}
				catch (StatementException ex) {
					assertThat(ex.sqlException().getMessage()).contains("JDBC driver takes this statement for several");
					misread.add(statements.get(ex.index()));
					session.execute("ROLLBACK");
				}
			}
		}
		assertThat(misread).allSatisfy((statement) -> assertThat(statement).containsAnyOf("/*/", "E'a'", "ATOMIC;;"));
	}

	@Test
	void takesAVerticalTabForASpaceAsTheServerDoes(TestDatabase database) throws SQLException {
		assumeThat(database.serverVersion()).isGreaterThanOrEqualTo(16);
		assertSplitAsOnServer("SELECT\u000B1;\u000BSELECT 'a'\u000B\n\u000B';' ; SELECT\u000B3");
	}

	@Test
	void endsStatementsWhereTransactionsEnd() throws SQLException {
		String script = "BEGIN; SELECT 1; END; START TRANSACTION; SAVEPOINT a; ROLLBACK TO a; COMMIT AND CHAIN; ABORT; SELECT 2";
		assertThat(this.server.send(script)).hasSameSizeAs(StatementSplitter.split(script)).hasSize(9);
	}

	@Test
	void findsManyStatementsInOneScript() throws SQLException {
		List<String> scripts = TrickyScripts.all().stream().filter((script) -> !script.contains("CREATE")).toList();
		StringBuilder all = new StringBuilder();
		int count = 0;
		for (String script : Collections.nCopies(20, scripts).stream().flatMap(List::stream).toList()) {
			if (!script.contains("PREPARE")) {
				all.append(script).append("\n;\n");
				count += StatementSplitter.split(script).size();
			}
		}
		assertThat(this.server.send(all.toString())).hasSameSizeAs(StatementSplitter.split(all.toString()))
			.hasSize(count);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 'a", "SELECT 'a''", "SELECT E'a\\'", "SELECT U&'a", "SELECT B'0", "SELECT X'0",
			"SELECT 'a'\n'b", "SELECT \"a", "SELECT \"a\"\"", "SELECT U&\"a", "SELECT $$a", "SELECT $a$ $$ $b$",
			"SELECT $a$ $A$", "SELECT /* a", "SELECT /* /* */", "SELECT 1 /*/", "SELECT 1 /* -- */ /* *",
			"SELECT $a$$a" })
	void refusesWhatTheServerFindsUnterminated(String script) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.server.send(script))
			.withMessageContaining("unterminated");
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> StatementSplitter.split(script))
			.withMessageContaining("never closed");
	}

}
