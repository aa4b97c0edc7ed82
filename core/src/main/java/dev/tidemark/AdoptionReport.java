package dev.tidemark;

import java.util.List;

import dev.tidemark.adoption.AdoptedRow;
import dev.tidemark.adoption.ForeignTable;
import dev.tidemark.adoption.Verdict;

/**
 * What was or would be taken over from another tool. Immutable.
 *
 * @param source the tool's table
 * @param rows every row of it, and every file without one
 * @param state whether it was written
 */
public record AdoptionReport(ForeignTable source, List<AdoptedRow> rows, State state) {

	/**
	 * Copies the list.
	 */
	public AdoptionReport {
		rows = List.copyOf(rows);
	}

	static AdoptionReport adopted(ForeignTable source, List<AdoptedRow> rows) {
		return new AdoptionReport(source, rows, State.ADOPTED);
	}

	static AdoptionReport preview(ForeignTable source, List<AdoptedRow> rows) {
		return new AdoptionReport(source, rows, State.PREVIEW);
	}

	static AdoptionReport already(ForeignTable source, List<AdoptedRow> rows) {
		return new AdoptionReport(source, rows, State.ALREADY_ADOPTED);
	}

	/**
	 * Counts what is recorded.
	 * @return how many rows our history gets
	 */
	public int recorded() {
		return (int) this.rows.stream().filter(AdoptedRow::recorded).count();
	}

	/**
	 * Counts the rows and files of which something came.
	 * @param verdict what came of them
	 * @return how many there are
	 */
	public int count(Verdict verdict) {
		return (int) this.rows.stream().filter((row) -> row.verdict() == verdict).count();
	}

	/**
	 * Tells whether a row or file is in the way.
	 * @return whether nothing can be taken over
	 */
	public boolean stops() {
		return this.rows.stream().anyMatch((row) -> row.verdict().stops());
	}

	/**
	 * Returns what happened, in one line.
	 * @return one sentence
	 */
	public String text() {
		String rest = counts();
		return switch (this.state) {
			case PREVIEW -> "From " + this.source.describe() + rest + ". Nothing was changed";
			case ADOPTED -> "Took over the history of " + this.source.describe() + rest;
			case ALREADY_ADOPTED ->
				"The history of %s is adopted already. Nothing was changed".formatted(this.source.describe());
		};
	}

	private String counts() {
		int withoutFile = count(Verdict.NO_FILE);
		long inTheWay = this.rows.stream().filter((row) -> row.verdict().stops()).count();
		return ": %d adopted%s, %d left to run%s".formatted(recorded(),
				(withoutFile > 0) ? " (%d without a file)".formatted(withoutFile) : "",
				count(Verdict.PENDING) + count(Verdict.RUNS_AGAIN),
				(inTheWay > 0) ? ", %d in the way".formatted(inTheWay) : "");
	}

	/**
	 * Whether it was written.
	 */
	public enum State {

		/** Nothing is written. */
		PREVIEW,

		/** Our history begins with it. */
		ADOPTED,

		/** Our history knew all of it. */
		ALREADY_ADOPTED

	}

}
