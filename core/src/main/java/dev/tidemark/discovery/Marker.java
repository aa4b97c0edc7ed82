package dev.tidemark.discovery;

import org.jspecify.annotations.Nullable;

/**
 * A comment by which a tool divides its files.
 *
 * @param tool whose it is
 * @param kind what it says
 * @param transactional whether the part runs in a transaction, or {@code null} where it
 * does not say
 * @param text the comment
 * @param start where it begins
 * @param end where its line ends
 * @param line the line, from 1
 * @param fault what is wrong with it, or {@code null}
 */
record Marker(Tool tool, Kind kind, @Nullable Boolean transactional, String text, int start, int end, int line,
		@Nullable String fault) {

	/**
	 * Tells whether a part of the file begins here.
	 */
	boolean section() {
		return this.kind == Kind.UP || this.kind == Kind.DOWN;
	}

	boolean is(Kind other) {
		return this.kind == other;
	}

	enum Tool {

		DBMATE("dbmate"), GOOSE("goose"), SQL_MIGRATE("sql-migrate"), MICRATE("micrate"),
		NODE_PG_MIGRATE("node-pg-migrate"), MYBATIS("MyBatis"), TERN("tern");

		private final String label;

		Tool(String label) {
			this.label = label;
		}

		@Override
		public String toString() {
			return this.label;
		}

	}

	enum Kind {

		UP, DOWN, STATEMENT_BEGIN, STATEMENT_END, OPTION

	}

}
