package dev.tidemark.benchmark.contender;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One migration, before it is written in the way that a contender wants it.
 *
 * @param number its place, from 1
 * @param name what it does, such as {@code create_table_1}
 * @param sql its statements
 */
public record Script(int number, String name, String sql) {

	private static final int TEXT = "lorem ipsum ".length();

	private static final int PRICES = 500;

	/**
	 * A small migration as applications have them: a table, an index and a comment.
	 * @param number its place
	 * @return a script that creates the table {@code item_<number>}
	 */
	public static Script table(int number) {
		return new Script(number, "create_item_" + number, """
				CREATE TABLE item_%1$d (
				  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				  name text NOT NULL,
				  price numeric(12, 2) NOT NULL DEFAULT 0,
				  tags text[],
				  created_at timestamptz NOT NULL DEFAULT now()
				);
				CREATE INDEX item_%1$d_name ON item_%1$d (name);
				COMMENT ON TABLE item_%1$d IS 'Items of kind %1$d';
				""".formatted(number));
	}

	/**
	 * A migration that leaves nothing behind, to fill a history with.
	 * @param number its place
	 * @return a script of one cheap statement
	 */
	public static Script select(int number) {
		return new Script(number, "select_" + number, "SELECT %d AS version;\n".formatted(number));
	}

	/**
	 * Some small migrations.
	 * @param count how many
	 * @return scripts that create the tables from 1 to the count
	 */
	public static List<Script> tables(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(Script::table).toList();
	}

	/**
	 * Some migrations that leave nothing behind.
	 * @param count how many
	 * @return as many scripts
	 */
	public static List<Script> selects(int count) {
		return IntStream.rangeClosed(1, count).mapToObj(Script::select).toList();
	}

	/**
	 * A big migration: a table, and rows of data, one statement for each and one line for
	 * each statement.
	 * @param rows how many
	 * @param width how many characters the text of each row has
	 * @return a script that fills the table {@code item_1}
	 */
	public static Script data(int rows, int width) {
		StringBuilder sql = new StringBuilder(
				"CREATE TABLE item_1 (id bigint PRIMARY KEY, code text NOT NULL, price numeric(12, 2), note text);\n");
		String text = "lorem ipsum ".repeat(width / TEXT + 1).substring(0, width);
		for (int row = 1; row <= rows; row++) {
			sql.append("INSERT INTO item_1 (id, code, price, note) VALUES (")
				.append(row)
				.append(", 'code-")
				.append(row)
				.append("', ")
				.append(row % PRICES)
				.append(".99, '")
				.append(text)
				.append("');\n");
		}
		return new Script(1, "data", sql.toString());
	}

}
