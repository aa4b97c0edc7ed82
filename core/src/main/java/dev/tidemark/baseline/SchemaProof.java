package dev.tidemark.baseline;

import java.util.Objects;
import java.util.Optional;

import dev.tidemark.baseline.SchemaDetection.Detected;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.AppliedIf;

/**
 * What came of the checks by which a migration can be seen in a schema.
 *
 * @param migration the migration
 * @param condition what it says of itself
 * @param holds whether that is so
 */
record SchemaProof(Migration migration, String condition, boolean holds) {

	/**
	 * Looks at the schema.
	 * @return what came of it; empty where the migration says nothing
	 */
	static Optional<SchemaProof> of(Migration migration, SchemaInspector schema) {
		AppliedIf condition = (migration instanceof SqlMigration sql) ? sql.directives().appliedIf() : null;
		return Optional.ofNullable(condition)
			.map((said) -> new SchemaProof(migration, said.text(),
					said.checks().stream().allMatch((one) -> holds(one, schema) != one.negated())));
	}

	private static boolean holds(AppliedIf.Check one, SchemaInspector schema) {
		return switch (one.kind()) {
			case TABLE_EXISTS -> schema.tableExists(one.argument(0));
			case COLUMN_EXISTS -> schema.columnExists(one.argument(0), one.argument(1));
			case INDEX_EXISTS -> schema.indexExists(one.argument(0));
			case CONSTRAINT_EXISTS -> schema.constraintExists(one.argument(0), one.argument(1));
			case EXTENSION_EXISTS -> schema.extensionExists(one.argument(0));
			case ENUM_VALUE_EXISTS -> schema.enumValues(one.argument(0)).contains(one.argument(1));
		};
	}

	Detected detected() {
		return new Detected(Objects.requireNonNull(this.migration.version()),
				"%s: %s".formatted(this.migration.script(), this.condition));
	}

	/**
	 * Returns a line of a list for people.
	 * @return such as {@code yes 002_orders.sql: table_exists('orders')}
	 */
	@Override
	public String toString() {
		return "%-5s  %s: %s".formatted(this.holds ? "yes" : "no", this.migration.script(), this.condition);
	}

}
