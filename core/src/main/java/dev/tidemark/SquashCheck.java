package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SnapshotException;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.rehearsal.ServerWideStatements;
import dev.tidemark.sql.Placeholders;
import dev.tidemark.sql.RowStatements;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementSplitter;

/**
 * Reads the scripts that are to go, for what a snapshot of the structure would lose.
 */
final class SquashCheck {

	private final SquashRequest request;

	private final Set<String> named;

	/**
	 * Creates a check.
	 * @param request what is to go
	 * @param data the tables whose rows are in the snapshot, as they are written
	 */
	SquashCheck(SquashRequest request, List<String> data) {
		this.request = request;
		this.named = data.stream().map(SquashCheck::plainName).collect(Collectors.toSet());
	}

	/**
	 * Refuses where something would be lost.
	 * @param going the migrations whose files go
	 */
	void check(List<Migration> going) {
		List<String> found = new ArrayList<>();
		going.stream().filter((migration) -> !harmless(migration)).forEach((migration) -> look(migration, found));
		if (!found.isEmpty()) {
			throw new SnapshotException(
					"A snapshot has the structure only, and these statements may write rows, or reach beyond the database:\n%s\nNothing was written or deleted"
						.formatted(found.stream().map((line) -> "  - " + line).collect(Collectors.joining("\n"))),
					"For rows that every database needs, name their tables in tidemark.snapshot.data: the snapshot has them then. A migration that does nothing else keep with --keep V: it runs after the snapshot. Of what no fresh database needs, say so with --harmless V.");
		}
	}

	/**
	 * Says whose placeholders are replaced for good.
	 * @param going the migrations whose files go
	 * @param values the placeholders that have values
	 */
	static List<String> warnings(List<Migration> going, Map<String, String> values) {
		List<String> files = going.stream()
			.filter(SqlMigration.class::isInstance)
			.map((migration) -> ((SqlMigration) migration).up())
			.filter((script) -> replaces(script, values))
			.map(SqlScript::location)
			.toList();
		return files.isEmpty() ? List.of()
				: List.of("The snapshot has the values that placeholders have here, for every environment. They are in "
						+ String.join(", ", files));
	}

	private static boolean replaces(SqlScript script, Map<String, String> values) {
		boolean replace = Objects.requireNonNullElse(script.directives().placeholders(), !values.isEmpty());
		return replace && !Placeholders.replace(script.text(), values, script.firstLine()).equals(script.text());
	}

	private boolean harmless(Migration migration) {
		return this.request.harmless().contains(Objects.requireNonNull(migration.version()));
	}

	private void look(Migration migration, List<String> found) {
		if (migration instanceof CodeMigration) {
			found.add("%s: migration %s is written in Java".formatted(migration.script(), migration.label()));
		}
		else if (migration instanceof SqlMigration sql) {
			for (SqlStatement statement : StatementSplitter.split(sql.up().text(), sql.up().firstLine())) {
				if (loses(statement)) {
					found.add("%s:%d: %s".formatted(sql.up().location(), statement.line(), statement.excerpt()));
				}
			}
		}
	}

	private boolean loses(SqlStatement statement) {
		return ServerWideStatements.matches(statement) || RowStatements.of(statement)
			.filter((write) -> write.tables().isEmpty()
					|| !write.tables().stream().map(SquashCheck::plainName).allMatch(this.named::contains))
			.isPresent();
	}

	/**
	 * Whether both mean the same table, the search path decides; the name alone tells
	 * enough, since a table with rows that is not in the snapshot is refused later.
	 */
	static String plainName(String written) {
		String last = written.substring(written.lastIndexOf('.') + 1);
		return last.startsWith("\"") ? last.substring(1, last.length() - 1).replace("\"\"", "\"")
				: last.toLowerCase(Locale.ROOT);
	}

}
