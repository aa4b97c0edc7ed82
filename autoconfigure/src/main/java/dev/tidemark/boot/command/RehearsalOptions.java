package dev.tidemark.boot.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.RehearsalRequest;
import dev.tidemark.plan.RollbackRequest;
import dev.tidemark.rehearsal.RehearsalReport;

/**
 * The options of a dry run.
 */
final class RehearsalOptions {

	@Option(names = "--dry-run",
			description = "Rehearses on a throw-away database made from the live one's structure, and reports locks, rewrites and what would be blocked.")
	private boolean dryRun;

	@Option(names = "--live",
			description = "With --dry-run: rehearses on the live database, in one transaction that is rolled back.")
	private boolean live;

	@Option(names = "--json", description = "With --dry-run: writes the report as JSON.")
	private boolean json;

	boolean asked() {
		return this.dryRun;
	}

	/**
	 * Returns what is wrong with the options, if anything.
	 */
	@Nullable String problem() {
		return (!this.dryRun && (this.live || this.json)) ? "--live and --json go with --dry-run only" : null;
	}

	/**
	 * Rehearses, and prints the report.
	 * @param rollback what is to be undone, or {@code null} to rehearse what is pending
	 * @return the exit code
	 */
	int rehearse(Migrator migrator, @Nullable RollbackRequest rollback, Terminal terminal) {
		RehearsalRequest where = this.live ? RehearsalRequest.live() : RehearsalRequest.onCopy();
		RehearsalReport report = migrator.rehearse((rollback != null) ? where.rollingBack(rollback) : where);
		terminal.println(this.json ? RehearsalJson.text(report) : report.text().stripTrailing());
		return report.failed() ? CommandErrors.FAILED : AbstractCommand.DONE;
	}

}
