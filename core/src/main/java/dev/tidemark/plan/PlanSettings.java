package dev.tidemark.plan;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Version;

/**
 * What the planner may decide.
 *
 * @param outOfOrder what to do with a pending migration that is older than the newest
 * applied one
 * @param onChanged what to do with a changed script
 * @param placeholders values by name; where there are some, every script may use them
 * @param target the last version that is applied, or {@code null} for all
 */
public record PlanSettings(OutOfOrder outOfOrder, OnChanged onChanged, Map<String, String> placeholders,
		@Nullable Version target) {

	/**
	 * Copies the map.
	 */
	public PlanSettings {
		placeholders = Map.copyOf(placeholders);
	}

	/**
	 * Returns the settings where nothing is set.
	 * @return the defaults
	 */
	public static PlanSettings defaults() {
		return new PlanSettings(OutOfOrder.APPLY, OnChanged.REFUSE, Map.of(), null);
	}

	/**
	 * Returns settings that treat older migrations differently.
	 * @param other what to do with them
	 * @return a copy
	 */
	public PlanSettings withOutOfOrder(OutOfOrder other) {
		return new PlanSettings(other, this.onChanged, this.placeholders, this.target);
	}

	/**
	 * Returns settings that treat changed scripts differently.
	 * @param other what to do with them
	 * @return a copy
	 */
	public PlanSettings withOnChanged(OnChanged other) {
		return new PlanSettings(this.outOfOrder, other, this.placeholders, this.target);
	}

	/**
	 * Returns settings with other placeholders.
	 * @param others values by name
	 * @return a copy
	 */
	public PlanSettings withPlaceholders(Map<String, String> others) {
		return new PlanSettings(this.outOfOrder, this.onChanged, others, this.target);
	}

	/**
	 * Returns settings with another target.
	 * @param other the last version that is applied, or {@code null} for all
	 * @return a copy
	 */
	public PlanSettings withTarget(@Nullable Version other) {
		return new PlanSettings(this.outOfOrder, this.onChanged, this.placeholders, other);
	}

}
