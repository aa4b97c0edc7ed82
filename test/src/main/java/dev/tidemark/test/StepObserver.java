package dev.tidemark.test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;

/**
 * Reads the schema after every step, when its transaction is over, and puts data in
 * before the next begins.
 */
final class StepObserver implements MigrationListener {

	private final CatalogReader reader;

	private final Consumer<StepDescription> afterStep;

	private final List<ObservedStep> steps = new ArrayList<>();

	private @Nullable RuntimeException failure;

	StepObserver(CatalogReader reader, Consumer<StepDescription> afterStep) {
		this.reader = reader;
		this.afterStep = afterStep;
	}

	@Override
	public void onEvent(MigrationEvent event) {
		if (event instanceof StepFinished finished && this.failure == null) {
			try {
				this.steps.add(new ObservedStep(finished.step(), this.reader.read()));
				this.afterStep.accept(finished.step());
			}
			catch (RuntimeException ex) {
				// a run goes on whatever a listener throws
				this.failure = ex;
			}
		}
	}

	/**
	 * Returns the steps since the last call.
	 * @throws IllegalStateException if the schema could not be read or no data be put in
	 * after one of them
	 */
	List<ObservedStep> takeSteps() {
		checkSeen();
		List<ObservedStep> taken = List.copyOf(this.steps);
		this.steps.clear();
		return taken;
	}

	/**
	 * Tells first what went wrong first.
	 */
	void checkSeen() {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	record ObservedStep(StepDescription description, SchemaFingerprint schema) {

		String label() {
			return this.description.label();
		}

	}

}
