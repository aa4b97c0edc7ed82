package dev.tidemark.test;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;

/**
 * Reads the schema after every step, when its transaction is over.
 */
final class StepObserver implements MigrationListener {

	private final CatalogReader reader;

	private final List<ObservedStep> steps = new ArrayList<>();

	private @Nullable RuntimeException failure;

	StepObserver(CatalogReader reader) {
		this.reader = reader;
	}

	@Override
	public void onEvent(MigrationEvent event) {
		if (event instanceof StepFinished finished && this.failure == null) {
			try {
				this.steps.add(new ObservedStep(finished.step(), this.reader.read()));
			}
			catch (RuntimeException ex) {
				// a run goes on whatever a listener throws
				this.failure = ex;
			}
		}
	}

	/**
	 * Returns the steps since the last call.
	 * @throws IllegalStateException if the schema could not be read after one of them
	 */
	List<ObservedStep> takeSteps() {
		if (this.failure != null) {
			throw this.failure;
		}
		List<ObservedStep> taken = List.copyOf(this.steps);
		this.steps.clear();
		return taken;
	}

	record ObservedStep(StepDescription description, SchemaFingerprint schema) {

		String label() {
			return this.description.label();
		}

	}

}
