package dev.tidemark.sql;

import java.util.Set;

/**
 * Recognises the statements that leave nothing behind in their session and call no code
 * that could: definitions of what lasts. Whatever it does not know may leave something.
 */
public final class SessionTraces {

	private static final Set<String> HARMLESS = Set.of("COMMENT", "DROP", "GRANT", "REVOKE");

	private static final Set<String> CREATED = Set.of("INDEX", "TYPE", "DOMAIN", "SEQUENCE", "VIEW", "POLICY");

	/**
	 * What makes PostgreSQL compute something over rows, or move a table into a session.
	 */
	private static final Set<String> COMPUTING = Set.of("CHECK", "USING", "TYPE", "EXCLUDE", "GENERATED", "ATTACH",
			"VALIDATE", "EXPRESSION");

	/** Types without a function of anybody's, as a domain may have. */
	private static final Set<String> BUILT_IN = Set.of("BIGINT", "INT8", "INTEGER", "INT", "INT4", "SMALLINT", "INT2",
			"BOOLEAN", "BOOL", "TEXT", "VARCHAR", "CHARACTER", "CHAR", "NUMERIC", "DECIMAL", "REAL", "DOUBLE", "DATE",
			"TIME", "TIMETZ", "TIMESTAMP", "TIMESTAMPTZ", "INTERVAL", "UUID", "JSON", "JSONB", "BYTEA", "INET", "CIDR");

	private static final Set<String> CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN");

	private final StatementTokens tokens;

	private SessionTraces(String statement) {
		this.tokens = new StatementTokens(statement);
	}

	/**
	 * Tells whether a statement surely leaves nothing behind. An event trigger may do
	 * what the statement itself does not.
	 * @param statement the statement
	 * @return whether the session is after it as it was before
	 */
	public static boolean none(SqlStatement statement) {
		return statement.data() == null && new SessionTraces(statement.text()).none();
	}

	private boolean none() {
		String first = this.tokens.word();
		this.tokens.next();
		return switch (first) {
			case "CREATE" -> create();
			case "ALTER" -> this.tokens.accept("TABLE") && lasting() && !computes();
			default -> HARMLESS.contains(first);
		};
	}

	private boolean create() {
		if (this.tokens.accept("OR")) {
			this.tokens.accept("REPLACE");
		}
		this.tokens.accept("UNIQUE");
		this.tokens.accept("UNLOGGED");
		String kind = this.tokens.word();
		this.tokens.next();
		return switch (kind) {
			case "TABLE" -> lasting() && !selects();
			case "INDEX" -> !this.tokens.is("CONCURRENTLY") && ofColumns();
			default -> CREATED.contains(kind) && lasting();
		};
	}

	/**
	 * Moves over the name of what lasts, unless it is in the schema that ends with the
	 * session.
	 */
	private boolean lasting() {
		if (this.tokens.accept("IF")) {
			this.tokens.accept("NOT");
			this.tokens.accept("EXISTS");
		}
		this.tokens.accept("ONLY");
		return !this.tokens.currentName().startsWith("pg_temp");
	}

	/**
	 * Tells whether a table is made of a query, or of bounds that are computed.
	 */
	private boolean selects() {
		while (!this.tokens.atEnd()) {
			if (this.tokens.is("AS") || this.tokens.is("OF")) {
				return true;
			}
			this.tokens.skip();
		}
		return false;
	}

	/**
	 * Tells whether an index computes nothing over the rows.
	 */
	private boolean ofColumns() {
		int depth = 0;
		while (!this.tokens.atEnd()) {
			depth += this.tokens.is(TokenKind.OPEN) ? 1 : 0;
			depth -= this.tokens.is(TokenKind.CLOSE) ? 1 : 0;
			if (depth > 1 || this.tokens.is("WHERE")) {
				return false;
			}
			this.tokens.next();
		}
		return true;
	}

	private boolean computes() {
		while (!this.tokens.atEnd()) {
			boolean byDefault = this.tokens.is("DEFAULT");
			if (this.tokens.accept("ADD") && !ofKnownType()) {
				return true;
			}
			if (COMPUTING.contains(this.tokens.word())) {
				return true;
			}
			this.tokens.next();
			if (byDefault && !constant()) {
				return true;
			}
		}
		return false;
	}

	private boolean ofKnownType() {
		if (CONSTRAINTS.contains(this.tokens.word())) {
			return true;
		}
		this.tokens.accept("COLUMN");
		if (this.tokens.accept("IF")) {
			this.tokens.accept("NOT");
			this.tokens.accept("EXISTS");
		}
		this.tokens.name();
		return BUILT_IN.contains(this.tokens.word());
	}

	private boolean constant() {
		if (endsOrGoesOn()) {
			return true;
		}
		boolean constant = this.tokens.is(TokenKind.LITERAL) || this.tokens.is(TokenKind.NUMBER)
				|| this.tokens.is(TokenKind.WORD);
		this.tokens.next();
		return constant && (endsOrGoesOn() || this.tokens.is(TokenKind.WORD));
	}

	private boolean endsOrGoesOn() {
		return this.tokens.atEnd() || this.tokens.written().equals(",");
	}

}
