package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.RowStatements;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementSplitter;

/**
 * Finds rows that migrations bring along and their snapshot does not have, as far as the
 * text tells: a fresh database that begins from it would miss them. What migrations make
 * of rows that are there already is nothing that a fresh database misses.
 */
final class LostRows {

	private static final int SHOWN = 5;

	private static final Pattern BRINGS = Pattern.compile("INSERT\\b.*\\bVALUES\\b|COPY\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private LostRows() {
	}

	/**
	 * Looks into the scripts.
	 * @param migrations what the application brings
	 * @param head what the snapshot stands for
	 * @param data the tables whose rows are in it, as they are written
	 * @return a warning, or nothing
	 */
	static List<String> warnings(List<Migration> migrations, SnapshotHead head, List<String> data) {
		Set<String> named = data.stream().map(SquashCheck::plainName).collect(Collectors.toSet());
		List<String> found = new ArrayList<>();
		for (Migration migration : migrations) {
			if (migration instanceof SqlMigration sql && head.find(migration.key()).isPresent()) {
				statements(sql).stream()
					.filter((statement) -> lost(statement, named))
					.forEach((statement) -> found
						.add("%s:%d: %s".formatted(sql.up().location(), statement.line(), statement.excerpt())));
			}
		}
		return found.isEmpty() ? List.of() : List.of(text(found));
	}

	private static String text(List<String> found) {
		String more = (found.size() > SHOWN) ? ", and %d more".formatted(found.size() - SHOWN) : "";
		return "A fresh database that begins from this snapshot does not have the rows that these statements write: name their tables in tidemark.snapshot.data if it needs them. %s%s"
			.formatted(String.join(", ", found.subList(0, Math.min(SHOWN, found.size()))), more);
	}

	private static List<SqlStatement> statements(SqlMigration migration) {
		try {
			return StatementSplitter.split(migration.up().text(), migration.up().firstLine());
		}
		catch (SqlScriptException ex) {
			// what was applied is another text, and validation tells what is wrong with
			// it
			return List.of();
		}
	}

	private static boolean lost(SqlStatement statement, Set<String> named) {
		return BRINGS.matcher(statement.text()).lookingAt() && RowStatements.of(statement)
			.filter((write) -> !write.tables().stream().map(SquashCheck::plainName).allMatch(named::contains))
			.isPresent();
	}

}
