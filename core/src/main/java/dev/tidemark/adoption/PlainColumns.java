package dev.tidemark.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Which column of a plain table says what. Those that are not named are known by the
 * names that they usually have.
 *
 * @param version the version's column, or {@code null}
 * @param name the name's column, or {@code null}
 * @param file the column of the file name, or {@code null}
 * @param checksum the checksum's column, or {@code null}
 * @param appliedAt the column of when it was applied, or {@code null}
 */
public record PlainColumns(@Nullable String version, @Nullable String name, @Nullable String file,
		@Nullable String checksum, @Nullable String appliedAt) {

	/** Where no column is named. */
	public static final PlainColumns USUAL = new PlainColumns(null, null, null, null, null);

	/**
	 * Returns the mapping for a table: what is not named is looked for by its usual
	 * names.
	 * @param columns the columns of the table
	 * @return a mapping of which every column exists
	 */
	PlainColumns in(List<String> columns) {
		return new PlainColumns(column(columns, this.version, "version"),
				column(columns, this.name, "name", "description", "title"),
				column(columns, this.file, "filename", "file_name", "file", "script"),
				column(columns, this.checksum, "checksum", "hash"),
				column(columns, this.appliedAt, "applied_at", "installed_at", "executed_at", "run_at", "created_at"));
	}

	private static @Nullable String column(List<String> columns, @Nullable String named, String... usual) {
		return (named != null) ? named : Stream.of(usual).filter(columns::contains).findFirst().orElse(null);
	}

	/**
	 * Returns the columns that are named here and are not there.
	 * @param columns the columns of the table
	 * @return their names
	 */
	List<String> missingIn(List<String> columns) {
		List<String> named = new ArrayList<>();
		Stream.of(this.version, this.name, this.file, this.checksum, this.appliedAt)
			.filter(Objects::nonNull)
			.filter((column) -> !columns.contains(column))
			.forEach(named::add);
		return named;
	}

	boolean tellsMigrations() {
		return this.version != null || this.file != null || this.name != null;
	}

}
