package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;

import dev.tidemark.sql.QuickDefinitions;

/**
 * Puts steps together that may share a transaction: quick definitions that follow each
 * other, ask for nothing of their own, and leave nothing behind that another would see.
 */
public final class StepGroups {

	/** More would gain nothing, and hold more locks than a server has room for. */
	static final int MOST_STEPS = 100;

	private static final int MOST_STATEMENTS = 400;

	private final List<List<PlannedStep>> groups = new ArrayList<>();

	private List<PlannedStep> group = new ArrayList<>();

	private QuickDefinitions definitions = new QuickDefinitions();

	private int statements;

	private StepGroups() {
	}

	/**
	 * Groups steps.
	 * @param steps the steps of a plan
	 * @return the same steps in the same order; one that goes alone is a group of one
	 */
	public static List<List<PlannedStep>> of(List<PlannedStep> steps) {
		StepGroups groups = new StepGroups();
		steps.forEach(groups::accept);
		groups.end();
		return groups.groups;
	}

	private void accept(PlannedStep step) {
		if (!hasRoomFor(step)) {
			end();
		}
		boolean shares = mayShare(step);
		if (!shares) {
			end();
		}
		this.group.add(step);
		this.statements += step.statementsTotal();
		if (!shares) {
			end();
		}
	}

	/**
	 * Between the versioned and the repeatable ones callbacks may run.
	 */
	private boolean hasRoomFor(PlannedStep step) {
		return this.group.isEmpty()
				|| (this.group.size() < MOST_STEPS && this.statements + step.statementsTotal() <= MOST_STATEMENTS
						&& isRepeatable(this.group.get(0)) == isRepeatable(step));
	}

	private void end() {
		if (!this.group.isEmpty()) {
			this.groups.add(this.group);
			this.group = new ArrayList<>();
		}
		this.definitions = new QuickDefinitions();
		this.statements = 0;
	}

	private boolean mayShare(PlannedStep step) {
		return step.direction() == Direction.UP && step.standsFor().isEmpty() && step.traceless()
				&& !step.commitsItself() && step.lockTimeout() == null && step.statementTimeout() == null
				&& step.transactionAsked() == null
				&& step.segments()
					.stream()
					.flatMap((segment) -> segment.statements().stream())
					.allMatch(this.definitions::accept);
	}

	private static boolean isRepeatable(PlannedStep step) {
		return step.migration().version() == null;
	}

}
