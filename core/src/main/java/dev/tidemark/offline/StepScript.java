package dev.tidemark.offline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryRows;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.plan.SegmentKind;
import dev.tidemark.sql.SqlQuote;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementsDigest;

/**
 * Writes one migration with its rows, which are those that the engine writes: also a row
 * that an interrupted run leaves is one from which the engine goes on.
 */
final class StepScript {

	private static final String ORIGIN = ", SQL file run with psql";

	private final PsqlFile file;

	private final ScriptBody body;

	private final PlannedStep step;

	private final ScriptTimeouts timeouts;

	private final boolean modes;

	private final List<SqlStatement> before;

	private final List<SqlStatement> after;

	private final HistoryStatements history;

	private final HistoryRow row;

	private final boolean up;

	private int done;

	private StatementsDigest digest = new StatementsDigest();

	StepScript(PsqlFile file, ScriptBody body, OfflineSettings settings, PlannedStep step, List<PlannedCallback> before,
			List<PlannedCallback> after) {
		this.file = file;
		this.body = body;
		this.step = step;
		this.before = statements(before);
		this.after = statements(after);
		SqlScript script = Objects.requireNonNull(step.script(), "Java was refused");
		this.timeouts = ScriptTimeouts.of(script.directives(), settings);
		this.modes = Stream.concat(before.stream(), after.stream())
			.map((planned) -> planned.callback().script())
			.anyMatch(body::setsModes) || body.setsModes(script);
		this.history = HistoryStatements.ofVariables(new HistoryTable("", settings.history().table(), true),
				":tidemark_history", ":tidemark_id");
		this.up = step.direction() == Direction.UP;
		this.row = row(settings);
	}

	private HistoryRow row(OfflineSettings settings) {
		String from = settings.application() + ORIGIN;
		return this.up
				? HistoryRows.of(this.step.migration(), this.step.scriptName(), this.step.statementsTotal(), from,
						settings.history())
				: HistoryRows.undone(Objects.requireNonNull(this.step.previous()), this.step.migration(),
						this.step.scriptName(), this.step.statementsTotal(), from, settings.history());
	}

	private static List<SqlStatement> statements(List<PlannedCallback> callbacks) {
		return callbacks.stream().flatMap((planned) -> planned.statements().stream()).toList();
	}

	void write() {
		if (!this.up) {
			this.file.variables("SELECT max(id) AS id FROM :tidemark_history WHERE state = 'applied' AND %s = %s"
				.formatted(HistorySql.KEY, SqlQuote.literal(this.step.migration().key().value())));
		}
		if (this.step.transactional()) {
			Segment segment = this.step.segments().isEmpty() ? Segment.EMPTY : this.step.segments().get(0);
			this.body.transaction(segment, this.timeouts, this.modes, this.before, this.after,
					this.up ? List.of(this.history.insertApplied(this.row)) : rolledBack());
		}
		else {
			inSegments();
		}
	}

	private List<String> rolledBack() {
		return List.of(this.history.updateRolledBack(0), this.history.insertRolledBack(this.row, 0));
	}

	private void inSegments() {
		if (this.up) {
			this.file.variables(this.history.insertRunning(this.row));
		}
		if (!this.before.isEmpty()) {
			around(this.before, List.of());
		}
		for (Iterator<Segment> segments = this.step.segments().iterator(); segments.hasNext();) {
			Segment segment = segments.next();
			segment(segment, !segments.hasNext() && this.after.isEmpty());
		}
		if (!this.after.isEmpty() || this.step.segments().isEmpty()) {
			around(this.after, atEnd());
		}
	}

	private void around(List<SqlStatement> callbacks, List<String> records) {
		this.body.transaction(Segment.EMPTY, this.timeouts, this.modes, callbacks, List.of(), records);
	}

	private void segment(Segment segment, boolean last) {
		if (segment.kind() == SegmentKind.ALONE) {
			SqlStatement statement = segment.statements().get(0);
			this.body.record(
					List.of(this.history.updateRunningStatement(0, StatementJournal.entry(this.done + 1, statement))),
					this.modes);
			this.body.alone(statement, this.timeouts);
			this.body.record(done(segment.statements(), last), this.modes);
		}
		else if (segment.recordsItself()) {
			this.body.transaction(segment, this.timeouts, this.modes, List.of(), List.of(),
					done(segment.statements(), last));
		}
		else {
			this.body.transaction(segment, this.timeouts, this.modes, List.of(), List.of(), List.of());
			this.body.record(done(segment.statements(), last), this.modes);
		}
	}

	/**
	 * Returns what is written when statements are done.
	 */
	private List<String> done(List<SqlStatement> statements, boolean last) {
		List<String> records = new ArrayList<>();
		this.done += statements.size();
		this.digest = this.digest.with(statements);
		records.add(this.up ? this.history.updateProgress(0, this.done, new StatementJournal(null, this.digest.value()))
				: this.history.updateUndone(0, StatementJournal.ofUndo(null, this.done, this.digest.value())));
		if (last) {
			records.addAll(atEnd());
		}
		return records;
	}

	private List<String> atEnd() {
		return this.up ? List.of(this.history.updateApplied(0)) : rolledBack();
	}

}
