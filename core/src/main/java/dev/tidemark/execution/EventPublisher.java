package dev.tidemark.execution;

import java.util.List;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationListener;

/**
 * Tells every listener, whatever the others do. Thread-safe.
 */
public final class EventPublisher {

	private static final Logger logger = LoggerFactory.getLogger(EventPublisher.class);

	private final List<MigrationListener> listeners;

	/**
	 * Creates a publisher.
	 * @param listeners the listeners in order
	 */
	public EventPublisher(List<? extends MigrationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Tells the listeners.
	 * @param event what happened
	 */
	public void publish(MigrationEvent event) {
		for (MigrationListener listener : this.listeners) {
			tell(listener, event);
		}
	}

	/**
	 * Tells the listeners that take it of a statement.
	 * @param statement makes the event, if there is one to hear it
	 */
	public void publishStatement(Supplier<StatementStarted> statement) {
		StatementStarted event = null;
		for (MigrationListener listener : this.listeners) {
			if (listener.takesStatements()) {
				event = (event != null) ? event : statement.get();
				tell(listener, event);
			}
		}
	}

	private static void tell(MigrationListener listener, MigrationEvent event) {
		try {
			listener.onEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("The listener {} failed; the run goes on", listener.getClass().getName(), ex);
		}
	}

}
