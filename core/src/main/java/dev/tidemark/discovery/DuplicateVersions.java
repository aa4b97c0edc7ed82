package dev.tidemark.discovery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.Version;

/**
 * Tells migrations of one version apart by their names.
 */
final class DuplicateVersions {

	private DuplicateVersions() {
	}

	static List<NamedScript> toldApart(List<NamedScript> scripts) {
		Set<MigrationKey> seen = new HashSet<>();
		Set<MigrationKey> twice = new HashSet<>();
		scripts.stream()
			.filter((script) -> script.is(Part.WHOLE) && !seen.add(script.parsed().key()))
			.forEach((script) -> twice.add(script.parsed().key()));
		return scripts.stream()
			.map((script) -> twice.contains(script.parsed().key()) ? named(script) : script)
			.toList();
	}

	private static NamedScript named(NamedScript script) {
		Version version = script.parsed().version();
		return (version != null && !script.is(Part.BASELINE))
				? script.withParsed(script.parsed().withVersion(version.withName(script.parsed().name()))) : script;
	}

}
