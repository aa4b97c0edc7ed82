package dev.tidemark.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.plan.StoredDownScripts.Scripts;
import dev.tidemark.sql.HiddenData;
import dev.tidemark.sql.LineDiff;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlComparison;
import dev.tidemark.sql.SqlScriptException;

/**
 * Chooses what undoes a migration: the down script that was stored when it ran, or the
 * file's.
 */
final class DownScripts {

	private static final String WAYS = "; to undo it by the file's script in place of that: --use-file (RollbackRequest.usingFiles())";

	private final String table;

	private final boolean filesPreferred;

	private final StoredDownScripts stored;

	private final List<MigrationProblem> problems;

	private final List<String> warnings;

	DownScripts(String table, boolean filesPreferred, StoredDownScripts stored, List<MigrationProblem> problems,
			List<String> warnings) {
		this.table = table;
		this.filesPreferred = filesPreferred;
		this.stored = stored;
		this.problems = problems;
		this.warnings = warnings;
	}

	/**
	 * Chooses the script of a migration that is not written in Java.
	 * @param row its newest row
	 * @param known the migration as this release knows it, or {@code null}
	 * @param scripts what is stored with the row
	 * @return the migration with the chosen script, or empty where there is a problem
	 */
	Optional<Migration> choose(AppliedMigration row, @Nullable SqlMigration known, Scripts scripts) {
		String irreversible = (known != null) ? known.directives().irreversible() : irreversible(scripts.up());
		if (irreversible != null) {
			return refuse(row, known, irreversible);
		}
		SqlScript file = (known != null) ? known.down() : null;
		String text = scripts.down();
		if (file != null && (text == null || this.filesPreferred || same(text, file))) {
			return Optional.of(Objects.requireNonNull(known));
		}
		if (text == null) {
			return refuse(row, known, (known != null)
					? "it has no down part: write one ('-- migrate:down' in the file, or a file beside it), which counts though the migration has run already"
					: "this release does not know it, and no down script of it is stored: undo it with the release that brought it");
		}
		return usable(row, text, file) ? stored(row, known, text, file) : Optional.empty();
	}

	/**
	 * A directive of a newer release may be unknown here; it hides no other.
	 */
	private static @Nullable String irreversible(@Nullable String up) {
		try {
			return (up != null) ? ScriptDirectives.parse(up, 1).irreversible() : null;
		}
		catch (SqlScriptException ex) {
			return null;
		}
	}

	private Optional<Migration> refuse(AppliedMigration row, @Nullable Migration known, String reason) {
		this.problems.add(new MigrationProblem((known != null) ? MigrationCatalog.location(known) : row.script(),
				"migration %s cannot be undone: %s".formatted(row.label(), reason)));
		return Optional.empty();
	}

	/**
	 * Rows of before store a text without what the file's tool says in its own way.
	 */
	private static boolean same(String stored, SqlScript file) {
		return SqlComparison.sameMeaning(stored, file.storedText())
				|| SqlComparison.sameMeaning(stored, Redaction.ofScript(file.text()));
	}

	private boolean usable(AppliedMigration row, String text, @Nullable SqlScript file) {
		String way = (file != null) ? WAYS : "";
		if (Redaction.lacksSecrets(text)) {
			this.problems.add(new MigrationProblem(row.script(),
					"migration %s cannot be undone by its stored down script: a password has been taken out of it ('***')%s"
						.formatted(row.label(), (file != null) ? WAYS + "; " + difference(text, file)
								: "; undo it with the release that brought it")));
			return false;
		}
		List<String> revokes = this.stored.revokes();
		if (!revokes.isEmpty()) {
			this.problems.add(new MigrationProblem(row.script(),
					"migration %s is not undone by its stored down script, since others than the owner of %s could have written it. So that only the owner can, run: %s. Look at the script before you do (down_script of row %d)%s"
						.formatted(row.label(), this.table, String.join("; ", revokes), row.id(), way)));
			return false;
		}
		return true;
	}

	private Optional<Migration> stored(AppliedMigration row, @Nullable SqlMigration known, String text,
			@Nullable SqlScript file) {
		try {
			SqlScript down = SqlScript.stored(row.script(), "row %d of %s".formatted(row.id(), this.table), text);
			if (known != null) {
				this.warnings.add(
						"Migration %s is undone by the down script that was stored when it ran, and its file says otherwise%s; %s"
							.formatted(row.label(), (file != null) ? WAYS : " (it has no down part)",
									difference(text, file)));
			}
			return Optional.of(migration(row, known, down));
		}
		catch (SqlScriptException ex) {
			return refuse(row, known,
					"its stored down script cannot be read (%d:%d: %s); a newer release may know how: undo it with that%s"
						.formatted(ex.line(), ex.column(), ex.getMessage(), (file != null) ? WAYS : ""));
		}
	}

	private static Migration migration(AppliedMigration row, @Nullable SqlMigration known, SqlScript down) {
		SqlScript up = (known != null) ? known.up() : new SqlScript(row.script(), "", 1, ScriptDirectives.NONE);
		MigrationKind kind = (known != null) ? known.kind() : row.kind();
		return new SqlMigration(kind, row.version(), row.name(), up, down,
				Objects.requireNonNullElse(row.checksum(), ""));
	}

	private static String difference(String stored, @Nullable SqlScript file) {
		return "what is stored (-) and what the file says now (+):\n"
				+ LineDiff.between(HiddenData.in(stored), (file != null) ? HiddenData.in(file.storedText()) : "");
	}

}
