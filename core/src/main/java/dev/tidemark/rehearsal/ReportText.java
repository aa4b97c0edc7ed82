package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tidemark.migration.MigrationFailure;

/**
 * Writes a report for people: a line for each statement, and below it what it takes.
 */
final class ReportText {

	private static final String LINE = "  %5s  %-17s  %8s  %8s  %s\n";

	private static final String DETAIL = " ".repeat(47);

	private static final Set<String> UNNAMED = Set.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE");

	private final RehearsalReport report;

	private final StringBuilder text = new StringBuilder();

	ReportText(RehearsalReport report) {
		this.report = report;
	}

	String text() {
		line(this.report.basis());
		if (this.report.steps().isEmpty()) {
			line("Nothing to do.");
		}
		this.report.steps().forEach(this::step);
		MigrationFailure failure = this.report.failure();
		if (failure != null) {
			line("");
			line(failure.describe());
		}
		if (!this.report.notes().isEmpty()) {
			line("");
			this.report.notes().forEach((note) -> line("note: " + note));
		}
		if (!this.report.steps().isEmpty()) {
			line("");
			line("Worst: %s.%s".formatted(this.report.worst().words(),
					this.report.failed() ? " The rehearsal failed." : ""));
		}
		return this.text.toString();
	}

	private void step(RehearsedStep step) {
		line("");
		line("%s  (%s, %s)".formatted(step.label(), step.script(), step.reason()));
		if (step.statements().isEmpty()) {
			line("  no statements");
			return;
		}
		this.text.append(String.format(Locale.ROOT, LINE, "line", "verdict", "took", "rows", "statement"));
		step.statements().forEach((statement) -> statement(step, statement));
		if (!step.strongLocksHeld().isZero()) {
			line("  locks that block others were held for %s together".formatted(words(step.strongLocksHeld())));
		}
	}

	private void statement(RehearsedStep step, RehearsedStatement statement) {
		boolean executed = statement.outcome() == StatementOutcome.EXECUTED;
		boolean judged = executed || (statement.outcome() == StatementOutcome.OMITTED && !statement.locks().isEmpty());
		this.text.append(String.format(Locale.ROOT, LINE, (statement.line() > 0) ? statement.line() : "",
				judged ? statement.verdict().words() : statement.outcome().words(),
				executed ? words(statement.took()) : "", (statement.rows() >= 0) ? statement.rows() : "",
				statement.statement()));
		if (judged && !executed) {
			detail("not run");
		}
		if (!statement.script().equals(step.script())) {
			detail("of " + statement.script());
		}
		locks(statement.locks());
		statement.relations().forEach(this::relation);
		if (statement.blocks() != null) {
			detail("blocks " + statement.blocks());
		}
		if (statement.note() != null) {
			detail(statement.note());
		}
	}

	/**
	 * What every query takes says nothing, and neither does what a stronger lock covers.
	 */
	private void locks(List<TakenLock> locks) {
		Map<String, TakenLock> strongest = new LinkedHashMap<>();
		for (TakenLock lock : locks) {
			if (!lock.ownRelation() && !UNNAMED.contains(lock.mode())) {
				strongest.merge(lock.relation(), lock,
						(one, other) -> (LockModes.rank(one.mode()) >= LockModes.rank(other.mode())) ? one : other);
			}
		}
		if (!strongest.isEmpty()) {
			detail(strongest.values()
				.stream()
				.map((lock) -> "%s on %s%s".formatted(lock.mode(), lock.relation(),
						lock.known() ? " (by its kind)" : ""))
				.collect(Collectors.joining(", ")));
		}
	}

	private void relation(ConcernedRelation relation) {
		String what = relation.rewritten() ? "rewrites " : relation.scanned() ? "reads all of " : "";
		if (!what.isEmpty() || relation.liveBytes() >= 0) {
			detail("%s%s %s%s".formatted(what, relation.kind(), relation.relation(), size(relation)));
		}
	}

	private static String size(ConcernedRelation relation) {
		if (relation.liveBytes() < 0) {
			return "";
		}
		String rows = (relation.liveRows() >= 0) ? String.format(Locale.ROOT, "about %,d rows, ", relation.liveRows())
				: "";
		return String.format(Locale.ROOT, " (live: %s%s)", rows, bytes(relation.liveBytes()));
	}

	private static String bytes(long bytes) {
		String[] units = { "bytes", "kB", "MB", "GB", "TB" };
		double size = bytes;
		int unit = 0;
		while (size >= 1024 && unit < units.length - 1) {
			size /= 1024;
			unit++;
		}
		return String.format(Locale.ROOT, (unit == 0 || size >= 10) ? "%.0f %s" : "%.1f %s", size, units[unit]);
	}

	private static String words(Duration duration) {
		long millis = duration.toMillis();
		return (millis < 10_000) ? Math.max(1, millis) + " ms"
				: String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
	}

	private void detail(String detail) {
		line(DETAIL + detail);
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
