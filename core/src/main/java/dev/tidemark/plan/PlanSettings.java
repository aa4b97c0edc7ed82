package dev.tidemark.plan;

import java.util.Map;

/**
 * What the planner may decide.
 *
 * @param outOfOrder what to do with a pending migration that is older than the newest
 * applied one
 * @param onChanged what to do with a changed script
 * @param placeholders values by name; where there are some, every script may use them
 */
public record PlanSettings(OutOfOrder outOfOrder, OnChanged onChanged, Map<String, String> placeholders) {

	/**
	 * Copies the map.
	 */
	public PlanSettings {
		placeholders = Map.copyOf(placeholders);
	}

}
