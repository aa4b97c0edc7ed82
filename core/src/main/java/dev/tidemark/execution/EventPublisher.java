package dev.tidemark.execution;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.tidemark.event.MigrationEvent;
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
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException ex) {
				logger.warn("The listener {} failed; the run goes on", listener.getClass().getName(), ex);
			}
		}
	}

}
