package dev.tidemark.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.BaselineException;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.Version;
import dev.tidemark.sql.AppliedIf;

/**
 * Finds out at which version a schema stands: by the application's own check, or by what
 * the migrations say of themselves.
 */
public final class SchemaDetection {

	private static final String OTHERWISE = "Write '-- tidemark: applied-if=…' into the migrations whose change can be seen, or a bean CurrentSchemaCheck; or name the version, with the command 'baseline V' or with tidemark.baseline.on-existing=V.";

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
	public Version version(MigrationCatalog known) {
		return (this.check != null) ? checked(this.check, known) : seen(known.versioned());
	}

	private Version checked(CurrentSchemaCheck own, MigrationCatalog known) {
		Version version = own.provenVersion(this.schema)
			.orElseThrow(() -> new BaselineException(
					"The check %s has proved no version of the existing schema. Nothing was run or recorded"
						.formatted(own.getClass().getSimpleName()),
					"Look at the schema, and name the version with the command 'baseline V'; or let every migration run with tidemark.baseline.on-existing=migrate."));
		boolean unknown = known.versioned().stream().noneMatch((migration) -> Objects.equals(version, migration.version()));
		if (unknown) {
			throw new BaselineException(
					"The check %s says that the existing schema stands at version %s, which no migration has. Nothing was run or recorded"
						.formatted(own.getClass().getSimpleName(), version),
					"Let it return the version of a migration of this release.");
		}
		return version;
	}

	private Version seen(List<Migration> versioned) {
		List<Result> results = new ArrayList<>();
		for (Migration migration : versioned) {
			AppliedIf condition = (migration instanceof SqlMigration sql) ? sql.directives().appliedIf() : null;
			if (condition != null) {
				results.add(new Result(migration, condition.text(), holds(condition)));
			}
		}
		int proved = (int) results.stream().takeWhile(Result::holds).count();
		boolean gap = results.stream().skip(proved).anyMatch(Result::holds);
		if (gap || proved == 0) {
			throw new BaselineException("%s. Nothing was run or recorded%s".formatted(results.isEmpty()
					? "No migration says by what it can be seen in the existing schema"
					: gap ? "The existing schema has what a later migration does, and lacks what an earlier one does"
							: "The existing schema has nothing of what the migrations do",
					list(results)),
					gap ? "Look which of them is right: mend the schema or the checks, or name the version with the command 'baseline V'."
							: OTHERWISE);
		}
		return Objects.requireNonNull(results.get(proved - 1).migration().version());
	}

	private static String list(List<Result> results) {
		return results.isEmpty() ? ""
				: results.stream()
					.map((result) -> "%n  %-5s  %s: %s".formatted(result.holds() ? "yes" : "no",
							result.migration().script(), result.condition()))
					.collect(Collectors.joining("", ":", ""));
	}

	private boolean holds(AppliedIf condition) {
		return condition.checks().stream().allMatch((one) -> holds(one) != one.negated());
	}

	private boolean holds(AppliedIf.Check one) {
		return switch (one.kind()) {
			case TABLE_EXISTS -> this.schema.tableExists(one.argument(0));
			case COLUMN_EXISTS -> this.schema.columnExists(one.argument(0), one.argument(1));
			case INDEX_EXISTS -> this.schema.indexExists(one.argument(0));
			case CONSTRAINT_EXISTS -> this.schema.constraintExists(one.argument(0), one.argument(1));
			case EXTENSION_EXISTS -> this.schema.extensionExists(one.argument(0));
			case ENUM_VALUE_EXISTS -> this.schema.enumValues(one.argument(0)).contains(one.argument(1));
		};
	}

	/**
	 * What came of a migration's checks.
	 *
	 * @param migration the migration
	 * @param condition what it says of itself
	 * @param holds whether that is so
	 */
	private record Result(Migration migration, String condition, boolean holds) {

	}

}
