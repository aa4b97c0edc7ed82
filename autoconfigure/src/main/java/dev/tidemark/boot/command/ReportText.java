package dev.tidemark.boot.command;

import dev.tidemark.MigrationReport;
import dev.tidemark.MigrationStatus;

/**
 * What came of a run, on one line.
 */
final class ReportText {

	private ReportText() {
	}

	static String of(String done, MigrationReport report) {
		MigrationStatus status = report.status();
		String version = (status.version() != null) ? "is at version " + status.version() : "is at no version";
		int count = report.scripts().size();
		String what = (count == 0) ? "nothing to do"
				: "%d %s %s".formatted(count, (count == 1) ? "migration" : "migrations", done);
		return "Database '%s' %s: %s in %s".formatted(status.database(), version, what, Durations.text(report.took()));
	}

}
