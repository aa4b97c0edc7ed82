package dev.tidemark;

import java.util.List;

/**
 * A repair and how it is written.
 *
 * @param repair the repair
 * @param statements what is written, in one transaction
 */
record RepairPlan(Repair repair, List<String> statements) {

	/**
	 * Copies the list.
	 */
	RepairPlan {
		statements = List.copyOf(statements);
	}

}
