package dev.tidemark.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.migration.Version;

/**
 * Finds out at which version a schema stands: by the application's own check, or by what
 * the migrations say of themselves.
 */
public final class SchemaDetection {

	private static final String NOTHING_DONE = ". Nothing was run or recorded";

	private final SchemaInspector schema;

	private final @Nullable CurrentSchemaCheck check;

	/**
	 * Creates a detection.
	 * @param schema answers what is in the schema
	 * @param check the application's own check, or {@code null}
	 */
	public SchemaDetection(SchemaInspector schema, @Nullable CurrentSchemaCheck check) {
		this.schema = schema;
		this.check = check;
	}

	/**
	 * Finds the version.
	 * @param known what the application brings
	 * @return the version of the last migration whose change is in the schema
	 * @throws BaselineException if it is not proved
	 */
	public Detected detect(MigrationCatalog known) {
		return (this.check != null) ? checked(this.check, known) : seen(known.versioned());
	}

	private Detected checked(CurrentSchemaCheck own, MigrationCatalog known) {
		Version version = ask(own).orElseThrow(() -> new BaselineException(
				"The %s has proved no version of the existing schema".formatted(label(own)) + NOTHING_DONE,
				"Look at the schema, and name the version with the command 'baseline V'; or let every migration run with tidemark.baseline.on-existing=migrate."));
		NavigableSet<Version> versions = known.versioned()
			.stream()
			.map((migration) -> Objects.requireNonNull(migration.version()))
			.collect(Collectors.toCollection(TreeSet::new));
		if (!versions.contains(version)) {
			String near = Stream.of(versions.lower(version), versions.higher(version))
				.filter(Objects::nonNull)
				.map(Version::toString)
				.collect(Collectors.joining(" and "));
			throw new BaselineException(
					"The %s says that the existing schema stands at version %s, which no migration has (%s)"
						.formatted(label(own), version, near.isEmpty() ? "there are none" : "the nearest are " + near)
							+ NOTHING_DONE,
					"Let it return the version of a migration of this release.");
		}
		return new Detected(version, "the " + label(own));
	}

	private Optional<Version> ask(CurrentSchemaCheck own) {
		try {
			return Objects.requireNonNull(own.provenVersion(this.schema), "it returned null");
		}
		catch (RuntimeException ex) {
			throw new BaselineException(
					"The %s could not look at the existing schema: %s".formatted(label(own), ex) + NOTHING_DONE,
					"Mend the check, or name the version with the command 'baseline V'.", ex);
		}
	}

	private static String label(CurrentSchemaCheck own) {
		String name = own.getClass().isHidden() ? "" : own.getClass().getSimpleName();
		return "check " + (name.isEmpty() ? CurrentSchemaCheck.class.getSimpleName() : name);
	}

	private Detected seen(List<Migration> versioned) {
		List<SchemaProof> proofs = new ArrayList<>();
		for (Migration migration : versioned) {
			SchemaProof.of(migration, this.schema).ifPresent(proofs::add);
		}
		int proved = (int) proofs.stream().takeWhile(SchemaProof::holds).count();
		if (proofs.stream().skip(proved).anyMatch(SchemaProof::holds)) {
			throw new BaselineException(
					"The existing schema has what a later migration does, and lacks what an earlier one does"
							+ NOTHING_DONE + list(proofs),
					"Look which of them is right: mend the schema or the checks, or name the version with the command 'baseline V'.");
		}
		if (proved == 0) {
			throw nothingProved(proofs);
		}
		return proofs.get(proved - 1).detected();
	}

	private static BaselineException nothingProved(List<SchemaProof> proofs) {
		String found = proofs.isEmpty() ? "No migration says by what it can be seen in the existing schema"
				: "The existing schema has nothing of what the migrations do";
		return new BaselineException(found + NOTHING_DONE + list(proofs),
				"Write '-- tidemark: applied-if=…' into the migrations whose change can be seen, or a bean CurrentSchemaCheck; or name the version, with the command 'baseline V' or with tidemark.baseline.on-existing=V.");
	}

	private static String list(List<SchemaProof> proofs) {
		return proofs.isEmpty() ? ""
				: proofs.stream().map(SchemaProof::toString).collect(Collectors.joining("\n  ", ":\n  ", ""));
	}

	/**
	 * What was found.
	 *
	 * @param version the version of the last migration whose change is in the schema
	 * @param proof what has proved it, for people
	 */
	public record Detected(Version version, String proof) {

	}

}
