package dev.tidemark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.event.MigrationListener;

/**
 * Keeps what it is told.
 */
public final class RecordedEvents implements MigrationListener {

	private final List<MigrationEvent> all = new CopyOnWriteArrayList<>();

	@Override
	public void onEvent(MigrationEvent event) {
		this.all.add(event);
	}

	public List<MigrationEvent> all() {
		return List.copyOf(this.all);
	}

	public <T extends MigrationEvent> List<T> of(Class<T> type) {
		return this.all.stream().filter(type::isInstance).map(type::cast).toList();
	}

	public List<String> names() {
		return this.all.stream().map((event) -> event.getClass().getSimpleName()).toList();
	}

	public List<String> warnings() {
		return of(Warned.class).stream().map(Warned::message).toList();
	}

}
