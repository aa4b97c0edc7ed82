package dev.tidemark.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.tidemark.boot.command.Terminal.Colour;

/**
 * A table of plain text, whose columns are as wide as what stands in them.
 */
final class TextTable {

	private static final String GAP = "  ";

	private final List<List<Cell>> rows = new ArrayList<>();

	TextTable(String... headings) {
		add(headings);
	}

	void add(String... texts) {
		add(List.of(texts).stream().map((text) -> new Cell(text, Colour.PLAIN)).toList());
	}

	void add(List<Cell> cells) {
		this.rows.add(cells);
	}

	/**
	 * Returns the lines, each with its end.
	 */
	String render(Terminal terminal) {
		int[] widths = IntStream.range(0, this.rows.get(0).size()).map(this::width).toArray();
		StringBuilder text = new StringBuilder();
		for (List<Cell> row : this.rows) {
			append(text, row, widths, terminal);
			text.append(System.lineSeparator());
		}
		return text.toString();
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).text().length()).max().orElse(0);
	}

	private static void append(StringBuilder text, List<Cell> row, int[] widths, Terminal terminal) {
		StringBuilder blanks = new StringBuilder();
		for (int column = 0; column < row.size(); column++) {
			Cell cell = row.get(column);
			if (!cell.text().isEmpty()) {
				text.append(blanks).append(terminal.in(cell.colour(), cell.text()));
				blanks.setLength(0);
			}
			blanks.append(" ".repeat(widths[column] - cell.text().length())).append(GAP);
		}
	}

	/**
	 * One cell.
	 *
	 * @param text what it shows, on one line
	 * @param colour in which colour
	 */
	record Cell(String text, Colour colour) {

	}

}
