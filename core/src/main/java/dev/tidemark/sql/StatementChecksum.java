package dev.tidemark.sql;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The checksum by which a statement is known again, whatever its comments, its white
 * space and its passwords are.
 */
public final class StatementChecksum {

	private StatementChecksum() {
	}

	/**
	 * Computes the checksum of a statement.
	 * @param statement the statement
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(SqlStatement statement) {
		SqlLexer lexer = new SqlLexer(Redaction.ofStatement(statement), statement.escapes());
		StringBuilder tokens = new StringBuilder();
		while (lexer.advanceOverGaps()) {
			tokens.append(lexer.continued() ? '+' : ' ').append(lexer.token());
		}
		CopyData data = statement.data();
		if (data != null) {
			tokens.append('\n').append(HexFormat.of().formatHex(ScriptChecksum.digest(data)));
		}
		return ScriptChecksum.of(tokens.toString());
	}

	/**
	 * Computes the checksum of several statements.
	 * @param statements the statements in order
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(List<SqlStatement> statements) {
		return ScriptChecksum.of(statements.stream().map(StatementChecksum::of).collect(Collectors.joining("\n")));
	}

}
