package dev.tidemark.adoption;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A tool that migrates databases too, and the table by which it is known. The shapes of
 * the tables are those that the tools' own sources create.
 */
public enum ForeignTool {

	/** Flyway. */
	FLYWAY("Flyway", "flyway_schema_history", "installed_rank", "version", "description", "type", "script", "checksum",
			"installed_by", "installed_on", "execution_time", "success"),

	/** Liquibase. */
	LIQUIBASE("Liquibase", "databasechangelog", "id", "author", "filename", "dateexecuted", "orderexecuted", "exectype",
			"md5sum"),

	/** Alembic, which keeps only where it stands. */
	ALEMBIC("Alembic", "alembic_version", "version_num"),

	/** golang-migrate, which keeps only where it stands. */
	GOLANG_MIGRATE("golang-migrate", "schema_migrations", "version", "dirty"),

	/** goose. */
	GOOSE("goose", "goose_db_version", "id", "version_id", "is_applied", "tstamp"),

	/** sqlx. */
	SQLX("sqlx", "_sqlx_migrations", "version", "description", "installed_on", "success", "checksum", "execution_time"),

	/** Diesel. */
	DIESEL("Diesel", "__diesel_schema_migrations", "version", "run_on"),

	/** Prisma. */
	PRISMA("Prisma", "_prisma_migrations", "id", "checksum", "finished_at", "migration_name", "logs", "rolled_back_at",
			"started_at", "applied_steps_count"),

	/** Rails, which is told from dbmate by a second table. */
	RAILS("Rails", "schema_migrations", "version"),

	/** dbmate. */
	DBMATE("dbmate", "schema_migrations", "version"),

	/** A table that somebody's own code writes, with a row for each migration. */
	PLAIN("a plain table", "schema_migrations", "version", "applied_at");

	private final String label;

	private final String table;

	private final List<String> columns;

	ForeignTool(String label, String table, String... columns) {
		this.label = label;
		this.table = table;
		this.columns = List.of(columns);
	}

	/**
	 * Returns how the tool writes its name.
	 * @return the name for people
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Returns the word for it in commands and settings.
	 * @return such as {@code golang-migrate}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Returns the table that it uses where nothing else is set.
	 * @return the name without its schema
	 */
	public String table() {
		return this.table;
	}

	/**
	 * Returns the table that the tool keeps beside its history, in the same schema.
	 * @return its name, or empty
	 */
	public Optional<String> companion() {
		return switch (this) {
			case LIQUIBASE -> Optional.of("databasechangeloglock");
			case RAILS -> Optional.of("ar_internal_metadata");
			default -> Optional.empty();
		};
	}

	/**
	 * Returns the columns by which its table is known; it may have more.
	 * @return the names
	 */
	public List<String> columns() {
		return this.columns;
	}

	/**
	 * Finds a tool by its word.
	 * @param word as {@link #word()} gives it
	 * @return the tool, or empty
	 */
	public static Optional<ForeignTool> ofWord(String word) {
		return Arrays.stream(values()).filter((tool) -> tool.word().equals(word)).findFirst();
	}

}
