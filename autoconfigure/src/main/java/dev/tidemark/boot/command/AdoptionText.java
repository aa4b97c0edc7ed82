package dev.tidemark.boot.command;

import java.util.List;

import dev.tidemark.AdoptionReport;
import dev.tidemark.adoption.AdoptedRow;
import dev.tidemark.adoption.Verdict;
import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.boot.command.TextTable.Cell;

/**
 * What is taken over from another tool, as a table: row, file, verdict.
 */
final class AdoptionText {

	private AdoptionText() {
	}

	static String of(AdoptionReport report, Terminal terminal) {
		String heading = report.text() + "." + System.lineSeparator();
		if (report.state() == AdoptionReport.State.ALREADY_ADOPTED || report.rows().isEmpty()) {
			return heading;
		}
		TextTable table = new TextTable("ROW", "FILE", "VERDICT", "");
		report.rows().forEach((row) -> table.add(cells(row)));
		return heading + System.lineSeparator() + table.render(terminal);
	}

	private static List<Cell> cells(AdoptedRow row) {
		return List.of(StatusText.plain(row.foreign().isEmpty() ? "-" : row.foreign()),
				StatusText.plain(row.file().isEmpty() ? "-" : row.file()),
				new Cell(row.verdict().word(), colour(row.verdict())), StatusText.plain(row.note()));
	}

	private static Colour colour(Verdict verdict) {
		if (verdict.stops()) {
			return Colour.RED;
		}
		return switch (verdict) {
			case ADOPTED, BASELINE, COVERED -> Colour.GREEN;
			case NO_FILE, RUNS_AGAIN, PENDING, UNDONE -> Colour.YELLOW;
			default -> Colour.PLAIN;
		};
	}

}
