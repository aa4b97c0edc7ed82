package dev.tidemark.plan;

import java.util.List;

import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationCatalog;

/**
 * The callbacks of a run. Immutable.
 *
 * @param all all of them, those of one event in the order in which they run
 */
public record PlannedCallbacks(List<PlannedCallback> all) {

	/**
	 * No callbacks.
	 */
	public static final PlannedCallbacks NONE = new PlannedCallbacks(List.of());

	/**
	 * Copies the list.
	 */
	public PlannedCallbacks {
		all = List.copyOf(all);
	}

	/**
	 * Plans the callbacks.
	 * @param scripts cuts them, and takes what is wrong with them
	 * @param steps what they run around; without any, no callback runs
	 */
	static PlannedCallbacks of(MigrationCatalog catalog, ScriptSegments scripts, List<PlannedStep> steps) {
		return steps.isEmpty() ? NONE : new PlannedCallbacks(catalog.callbacks()
			.stream()
			.map((callback) -> new PlannedCallback(callback,
					callback.event().withMigration() ? scripts.oneTransaction(callback.script(), callback.event())
							: scripts.segments(callback.script())))
			.toList());
	}

	/**
	 * Returns the callbacks of an event.
	 * @param event the event
	 * @return in the order in which they run
	 */
	public List<PlannedCallback> of(CallbackEvent event) {
		return this.all.stream().filter((planned) -> planned.callback().event() == event).toList();
	}

}
