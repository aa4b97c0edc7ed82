package dev.tidemark.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A whole schema as one script, from which a fresh database begins. Immutable.
 *
 * @param script what is executed: a baseline of the version at which the snapshot stands
 * @param head what it says that it stands for
 */
public record Snapshot(SqlMigration script, SnapshotHead head) {

	/**
	 * Puts the migrations for which it stands together with what is known of them.
	 * @param versioned what the application brings
	 * @param repeatable what the application brings
	 * @return the parts in the order of the head; a repeatable migration whose content is
	 * another one now is none of them, since it runs again
	 */
	List<Part> parts(List<Migration> versioned, List<Migration> repeatable) {
		return this.head.entries()
			.stream()
			.map((entry) -> new Part(entry,
					find(entry, (entry.version() != null) ? versioned : repeatable).orElse(null)))
			.filter((part) -> part.entry().version() != null || part.same())
			.toList();
	}

	private static Optional<Migration> find(SnapshotHead.Entry entry, List<Migration> migrations) {
		return migrations.stream().filter((migration) -> migration.key().equals(entry.key())).findFirst();
	}

	/**
	 * One migration for which a snapshot stands.
	 *
	 * @param entry what the snapshot says of it
	 * @param migration what the application brings, or {@code null} where its file is
	 * gone
	 */
	public record Part(SnapshotHead.Entry entry, @Nullable Migration migration) {

		/**
		 * Tells whether the migration is still what it was when the snapshot was taken.
		 * @return whether the checksums are the same, or its file is gone
		 */
		public boolean same() {
			return this.migration == null || Objects.equals(this.migration.checksum(), this.entry.checksum());
		}

	}

}
