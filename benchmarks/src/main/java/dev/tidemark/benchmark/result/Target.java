package dev.tidemark.benchmark.result;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What Tidemark wants to need at most.
 *
 * @param key what the notes call it
 * @param work what the page calls it
 * @param table where it is measured
 * @param contender who has to reach it
 * @param baseline whom the limit is a multiple of, or {@code null} for a limit in the
 * measure's unit
 * @param limit the most
 */
record Target(String key, String work, Results.Table table, String contender, @Nullable String baseline, double limit) {

	/**
	 * What was measured, rounded as it is shown, so that nothing is met that looks
	 * missed.
	 */
	Optional<Double> measured(Results results) {
		Optional<Double> value = (this.baseline != null) ? results.ratio(this.table, this.contender, this.baseline)
				: results.median(this.table, this.contender);
		return value.map((exact) -> Double.valueOf(number(exact)));
	}

	boolean isMet(double measured) {
		return measured <= this.limit;
	}

	/**
	 * Writes a value as a multiple of the baseline, or with its unit.
	 */
	String write(double value) {
		return number(value) + ((this.baseline != null) ? " × " + this.baseline : unit());
	}

	private String unit() {
		String unit = this.table.measure().unit();
		return unit.isEmpty() ? "" : " " + unit;
	}

	private String number(double value) {
		return (this.baseline != null) ? Numbers.ratio(value) : Numbers.plain(value);
	}

}
