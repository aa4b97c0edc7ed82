package dev.tidemark.adoption;

/**
 * The histories of the tools that are known.
 */
public final class ForeignHistories {

	private ForeignHistories() {
	}

	/**
	 * Returns what reads a table.
	 * @param table the table
	 * @param columns which column of a plain table says what
	 * @param patience how long the tool's own lock is waited for
	 * @return what reads it
	 */
	public static ForeignHistory of(ForeignTable table, PlainColumns columns, LockPatience patience) {
		return switch (table.tool()) {
			case FLYWAY -> new FlywayHistory(table, patience);
			case ALEMBIC -> new AlembicHistory();
			case GOLANG_MIGRATE -> new GolangMigrateHistory(table, patience);
			case GOOSE -> new GooseHistory(table, patience);
			case SQLX -> new SqlxHistory(table, patience);
			case DIESEL -> new DieselHistory();
			case PRISMA -> new PrismaHistory(table, patience);
			case RAILS, DBMATE -> new VersionSetHistory(table, patience);
			case PLAIN -> new PlainHistory(table, columns, patience);
			case LIQUIBASE -> new LiquibaseHistory(table, patience);
		};
	}

}
