package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts steps together that may share a transaction: small definitions that follow each
 * other, ask for nothing of their own, and leave nothing behind that another would see.
 */
public final class StepGroups {

	/** More would gain nothing, and hold more locks than a server has room for. */
	static final int MOST = 100;

	private StepGroups() {
	}

	/**
	 * Groups steps.
	 * @param steps the steps of a plan
	 * @return the same steps in the same order; one that goes alone is a group of one
	 */
	public static List<List<PlannedStep>> of(List<PlannedStep> steps) {
		List<List<PlannedStep>> groups = new ArrayList<>();
		List<PlannedStep> group = List.of();
		for (PlannedStep step : steps) {
			boolean goesOn = !group.isEmpty() && group.size() < MOST && goTogether(group.get(0), step);
			if (!goesOn) {
				group = new ArrayList<>();
				groups.add(group);
			}
			group.add(step);
		}
		return groups;
	}

	private static boolean goTogether(PlannedStep first, PlannedStep step) {
		return mayShare(first) && mayShare(step) && isRepeatable(first) == isRepeatable(step);
	}

	private static boolean mayShare(PlannedStep step) {
		return step.direction() == Direction.UP && step.traceless() && !step.commitsItself()
				&& step.lockTimeout() == null && step.statementTimeout() == null && step.transactionAsked() == null;
	}

	/**
	 * Between the versioned and the repeatable ones callbacks may run.
	 */
	private static boolean isRepeatable(PlannedStep step) {
		return step.migration().version() == null;
	}

}
