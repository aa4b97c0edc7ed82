package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Callback;
import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationProblem;

/**
 * The files that are callbacks by their names.
 */
final class Callbacks {

	private final List<Named> named = new ArrayList<>();

	private final List<String> elsewhere = new ArrayList<>();

	/**
	 * Takes a file if it is a callback.
	 * @return whether it is one
	 */
	boolean take(ScriptFile file) {
		Optional<FlywayCallbackNaming> naming = FlywayCallbackNaming
			.parse(DecoratedName.withoutSuffix(file.fileName()));
		naming.ifPresent((name) -> keep(file, name));
		return naming.isPresent();
	}

	private void keep(ScriptFile file, FlywayCallbackNaming name) {
		CallbackEvent event = name.event();
		if (event != null) {
			this.named.add(new Named(file, event, name.description()));
		}
		else {
			this.elsewhere.add(file.location());
		}
	}

	/**
	 * Reads the scripts.
	 * @param problems takes two of one name, and what is wrong with a script
	 * @return the callbacks by event, and those of one event by their descriptions
	 */
	List<Callback> read(ScriptReading reading, List<MigrationProblem> problems) {
		Map<String, ScriptFile> byName = new HashMap<>();
		List<Callback> callbacks = new ArrayList<>();
		for (Named candidate : this.named) {
			Callback callback = candidate.read(reading);
			ScriptFile other = byName.putIfAbsent(callback.name(), candidate.file());
			if (other != null) {
				problems.add(new MigrationProblem(candidate.file().location(),
						"is the same callback as %s: give one of them another description, as in %s__description.sql"
							.formatted(other.location(), callback.event().word())));
			}
			callbacks.add(callback);
		}
		callbacks.sort(Comparator.comparing(Callback::event)
			.thenComparing(Callback::description, Comparator.nullsFirst(Comparator.naturalOrder())));
		return callbacks;
	}

	/**
	 * Returns a line about those whose events do not occur here.
	 */
	Optional<String> note() {
		return this.elsewhere.isEmpty() ? Optional.empty()
				: Optional.of("Flyway's callbacks for events that do not occur here are left alone: "
						+ String.join(", ", this.elsewhere));
	}

	/**
	 * A file, and what its name says.
	 *
	 * @param file the file
	 * @param event when it runs
	 * @param description tells it from others, or {@code null}
	 */
	private record Named(ScriptFile file, CallbackEvent event, @Nullable String description) {

		Callback read(ScriptReading reading) {
			NamedScript script = new NamedScript(this.file, new ParsedName(null, this.event.word(), Part.WHOLE));
			return new Callback(this.event, this.description, reading.whole(script));
		}

	}

}
