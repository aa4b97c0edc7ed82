package dev.tidemark.boot.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;

import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.event.MigrationListener;

/**
 * Who is told what happens: the phase, Spring's listeners, and every listener bean.
 */
final class ListenerBeans {

	private ListenerBeans() {
	}

	static List<MigrationListener> of(MigrationPhase phase, ApplicationEventPublisher publisher,
			ObjectProvider<MigrationListener> beans) {
		// asked at each event: a listener bean may be made after the migrator
		MigrationListener others = (event) -> beans.orderedStream()
			.filter((listener) -> listener != phase)
			.forEach((listener) -> listener.onEvent(event));
		return List.of(phase, publisher::publishEvent, others);
	}

}
