package dev.tidemark.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementBoundaryTests {

	private static List<String> split(String script) {
		return StatementSplitter.split(script).stream().map(SqlStatement::text).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-- +goose StatementEnd", "-- +goose StatementBegin", "--+goose statementend",
			"-- +migrate StatementBegin", "-- +migrate StatementEnd", "--> statement-breakpoint",
			"--> statement-breakpoint  ", "-->statement-breakpoint" })
	void endsAStatementWithoutSemicolonAtAComment(String comment) {
		assertThat(split("SELECT 1\n" + comment + "\nSELECT 2\r\n" + comment + "\r\nSELECT 3"))
			.containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
	}

	@Test
	void endsAStatementAtACommentInItsLine() {
		assertThat(split("SELECT 1;--> statement-breakpoint\nSELECT 2--> statement-breakpoint\nSELECT 3"))
			.containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
	}

	@Test
	void splitsTheFunctionsOfGoose() {
		String function = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN 1; -- +goose StatementEnd\nEND $$";
		assertThat(split("-- +goose StatementBegin\n" + function + "\n-- +goose StatementEnd\nSELECT f();\n"))
			.containsExactly(function, "SELECT f()");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT '\n-- +goose StatementEnd\n'", "SELECT $$\n--> statement-breakpoint\n$$",
			"SELECT /*\n-- +migrate StatementEnd\n*/ 1", "SELECT \"\n--> statement-breakpoint\n\"",
			"SELECT -- a statement-breakpoint\n1", "SELECT -- +goose StatementEnding\n1", "SELECT -- +goose Up\n1",
			"SELECT 1 --> statement-breakpoints\n" })
	void leavesOtherTextAlone(String script) {
		assertThat(split(script)).hasSize(1);
	}

	@Test
	void refusesACommentWithinParentheses() {
		assertThatExceptionOfType(SqlScriptException.class)
			.isThrownBy(() -> split("CREATE TABLE a (\n  id int\n  --> statement-breakpoint\n);"))
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(3))
			.withMessageContaining(
					"'--> statement-breakpoint' ends a statement here, but the parenthesis in line 1 is still open: add ')' before this line, or move it");
	}

	@Test
	void refusesACommentWithinTheBodyOfARoutine() {
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(
				() -> split("SELECT 1;\nCREATE PROCEDURE p() BEGIN ATOMIC\n  SELECT 1;\n-- +goose StatementEnd\nEND"))
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(4))
			.withMessageContaining("the BEGIN ATOMIC in line 2 is still open: add 'END;'");
	}

	@Test
	void knowsThatACommentBesideASemicolonMeansNothing() {
		assertThat(SqlComparison.sameMeaning("SELECT 1;\nSELECT 2;",
				"-- +goose StatementBegin\nSELECT 1;\n-- +goose StatementEnd\n--> statement-breakpoint\nSELECT 2;\n-- +goose StatementEnd"))
			.isTrue();
		assertThat(SqlComparison.sameMeaning("SELECT 1\n--> statement-breakpoint\nSELECT 2", "SELECT 1;\nSELECT 2"))
			.isTrue();
	}

	@Test
	void knowsThatACommentInPlaceOfASemicolonMeansSomething() {
		assertThat(SqlComparison.sameMeaning("SELECT 1\n--> statement-breakpoint\nSELECT 2", "SELECT 1\nSELECT 2"))
			.isFalse();
	}

}
