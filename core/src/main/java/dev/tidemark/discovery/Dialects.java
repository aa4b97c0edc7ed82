package dev.tidemark.discovery;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidemark.discovery.ParsedName.Dialect;
import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.MigrationKey;

/**
 * Leaves out files for other databases, and plain files beside which there is one for
 * PostgreSQL, as popx does.
 */
final class Dialects {

	private Dialects() {
	}

	static List<NamedScript> ours(List<NamedScript> scripts) {
		Set<Slot> special = scripts.stream()
			.filter((script) -> script.parsed().dialect() == Dialect.POSTGRES)
			.map(Slot::of)
			.collect(Collectors.toSet());
		return scripts.stream().filter((script) -> switch (script.parsed().dialect()) {
			case POSTGRES -> true;
			case OTHER -> false;
			case ANY -> special.isEmpty() || !special.contains(Slot.of(script));
		}).toList();
	}

	private record Slot(String folder, MigrationKey key, Part part) {

		static Slot of(NamedScript script) {
			return new Slot(script.file().folder(), script.parsed().key(), script.parsed().part());
		}

	}

}
