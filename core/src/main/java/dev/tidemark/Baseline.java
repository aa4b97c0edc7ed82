package dev.tidemark;

import java.util.List;

import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.migration.Version;

/**
 * A declaration that a schema stands at a version, before it is recorded or after.
 * Immutable.
 *
 * @param version the version
 * @param kind what database it is
 * @param recorded the scripts of the migrations that are recorded and do not run, in
 * order; empty where the schema is older than the first
 */
public record Baseline(Version version, DatabaseKind kind, List<String> recorded) {

	private static final String RECORDED = "baseline/";

	/**
	 * Copies the list.
	 */
	public Baseline {
		recorded = List.copyOf(recorded);
	}

	static Baseline of(Version version, DatabaseKind kind, List<String> scripts) {
		return new Baseline(version, kind,
				scripts.stream()
					.filter((script) -> script.startsWith(RECORDED))
					.map((script) -> script.substring(RECORDED.length()))
					.toList());
	}

	/**
	 * Returns what is to be recorded, for a confirmation.
	 * @return one sentence
	 */
	public String text() {
		return (this.recorded.isEmpty())
				? "The schema is older than the first migration: version %s is recorded, and every migration is pending"
					.formatted(this.version)
				: "%d migrations are recorded as in the schema already, and do not run: %s"
					.formatted(this.recorded.size(), String.join(", ", this.recorded));
	}

}
