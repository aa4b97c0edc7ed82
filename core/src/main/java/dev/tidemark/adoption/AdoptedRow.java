package dev.tidemark.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationKey;
import dev.tidemark.migration.Version;

/**
 * A row of another tool's history, the migration that it belongs to, and what is made of
 * them.
 *
 * @param row the row, or {@code null} for a file without one
 * @param migration the migration, or {@code null} for a row without a file
 * @param verdict what is made of them
 * @param note more about it, for people, or nothing
 */
public record AdoptedRow(@Nullable ForeignRow row, @Nullable Migration migration, Verdict verdict, String note) {

	/**
	 * Returns the row as its tool calls it.
	 * @return the row, or nothing for a file without one
	 */
	public String foreign() {
		return (this.row != null) ? this.row.id() : "";
	}

	/**
	 * Returns the file or class of the migration.
	 * @return its name, or nothing for a row without a file
	 */
	public String file() {
		return (this.migration != null) ? this.migration.script() : "";
	}

	/**
	 * Tells whether it becomes a row of our history.
	 * @return whether it is recorded
	 */
	public boolean recorded() {
		return this.verdict.recorded();
	}

	/**
	 * Returns what it is in our history, whether its file was there when it was recorded
	 * or not.
	 * @return the keys that it may have
	 */
	public List<MigrationKey> keys() {
		List<MigrationKey> keys = new ArrayList<>();
		if (this.migration != null) {
			keys.add(this.migration.key());
		}
		if (this.row != null) {
			Version version = this.row.recordedVersion();
			keys.add(MigrationKey.of(version, Objects.requireNonNullElse(this.row.name(), "")));
		}
		return keys;
	}

	/**
	 * Returns all of it in one line.
	 * @return such as {@code 2 add users (V2__add_users.sql): changed}
	 */
	public String describe() {
		String what = foreign().isEmpty() ? file() : foreign();
		String where = (foreign().isEmpty() || this.migration == null) ? ""
				: " (" + MigrationCatalog.location(this.migration) + ")";
		return what + where + ": " + this.verdict.word() + (this.note.isEmpty() ? "" : ", " + this.note);
	}

}
