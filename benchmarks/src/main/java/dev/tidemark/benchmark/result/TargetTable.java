package dev.tidemark.benchmark.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes which targets are met, by how much the others are missed, and why.
 */
public final class TargetTable {

	private static final double PERCENT = 100;

	private TargetTable() {
	}

	/**
	 * Writes the table, and the notes about targets that are missed.
	 * @param results what was measured
	 * @param notes why a target is missed, by the target's key
	 * @return a part of a page
	 */
	public static String write(Results results, Map<String, String> notes) {
		return write(Targets.all(), results, notes);
	}

	static String write(List<Target> targets, Results results, Map<String, String> notes) {
		StringBuilder rows = new StringBuilder("| work | measured | at most | |\n| --- | ---: | ---: | --- |\n");
		StringBuilder reasons = new StringBuilder();
		for (Target target : targets) {
			Optional<Double> measured = target.measured(results);
			rows.append("| %s | %s | %s | %s |\n".formatted(target.work(), measured.map(target::write).orElse("–"),
					target.write(target.limit()),
					measured.map((value) -> verdict(target, value)).orElse("not measured")));
			String note = notes.get(target.key());
			if (note != null && !measured.map(target::isMet).orElse(false)) {
				reasons.append("- **%s**: %s\n".formatted(target.work(), note));
			}
		}
		return reasons.isEmpty() ? rows.toString() : rows.append('\n').append(reasons).toString();
	}

	private static String verdict(Target target, double measured) {
		return target.isMet(measured) ? "met"
				: "missed by %.0f %%".formatted((measured / target.limit() - 1) * PERCENT);
	}

}
