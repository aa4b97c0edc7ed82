package dev.tidemark.offline;

import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedStep;

/**
 * Writes what people read first, and how psql is to behave.
 */
final class FileHead {

	private final PsqlFile file;

	private final OfflinePlan planned;

	FileHead(PsqlFile file, OfflinePlan planned) {
		this.file = file;
		this.planned = planned;
	}

	void write() {
		boolean up = this.planned.direction() == Direction.UP;
		this.file
			.comment("Written by Tidemark: %s a PostgreSQL schema with psql, without Tidemark."
				.formatted(up ? "migrates" : "takes back migrations of"))
			.comment("from: " + this.planned.fromText())
			.comment("to:   " + this.planned.toText());
		for (PlannedStep step : this.planned.plan().steps()) {
			this.file.comment("  %s %s".formatted(up ? "+" : "-", step.migration().label()));
		}
		this.planned.plan().warnings().forEach((warning) -> this.file.comment("Warning: " + warning));
		this.file.comment("""

				Run it with psql 14 or later, as the role that Tidemark migrates with, straight to the server
				(a pooler in transaction mode loses the migration lock), and not with -1 or --single-transaction:
				    psql -X -f FILE "host=… dbname=… user=…"
				It first checks that the database is where the file begins, and otherwise changes nothing. It holds
				the migration lock of Tidemark: an application that starts meanwhile waits.

				It holds the values of placeholders and every password that a script has: keep it as you keep those.

				After an error psql stops with exit code 3. The migration that failed is rolled back, unless it has
				statements that cannot run in a transaction; those before it are applied and recorded. Then either
				let the application (or its command migrate) go on, or mend the migration and write another file
				that begins at the version which is reached. This file refuses to run twice.""").blank().lines("""
				\\set QUIET on
				\\set ON_ERROR_STOP on
				\\set ON_ERROR_ROLLBACK off
				\\set AUTOCOMMIT on
				\\set SINGLELINE off
				\\set SINGLESTEP off
				\\set SHOW_CONTEXT never
				\\pset pager off
				\\encoding UTF8
				SET client_min_messages = warning;
				""");
	}

	/**
	 * Refuses a psql that does not know how the server reads data in the CSV format.
	 */
	void refuseOlderPsql() {
		this.file.variables("SELECT :VERSION_NUM < 180000 AND :SERVER_VERSION_NUM >= 180000 AS older")
			.lines("\\if :tidemark_older")
			.code("""
					BEGIN
					  RAISE EXCEPTION 'This psql is older than the server, which cannot read the CSV data of this file from it. Nothing was run.'
					    USING HINT = 'Use psql 18 or later.';
					END
					""")
			.lines("\\endif");
	}

}
