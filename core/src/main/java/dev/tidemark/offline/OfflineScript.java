package dev.tidemark.offline;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tidemark.migration.CallbackEvent;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.RunEvents;
import dev.tidemark.plan.SegmentKind;
import dev.tidemark.sql.PsqlText;
import dev.tidemark.sql.SqlQuote;
import dev.tidemark.sql.SqlStatement;

/**
 * Writes one SQL file with which psql migrates a database as the engine would.
 */
public final class OfflineScript {

	private final OfflineSettings settings;

	private final OfflinePlan planned;

	private final PsqlFile file = new PsqlFile();

	private final ScriptBody body;

	private OfflineScript(OfflineSettings settings, OfflinePlan planned) {
		this.settings = settings;
		this.planned = planned;
		this.body = new ScriptBody(this.file, settings);
	}

	/**
	 * Writes a file.
	 * @param catalog what the application brings
	 * @param request from where to where
	 * @param settings what is set
	 * @return the file
	 * @throws dev.tidemark.migration.InvalidMigrationsException if it cannot be written:
	 * a script has a problem, a version is unknown, or a migration is written in Java
	 */
	public static String write(MigrationCatalog catalog, OfflineScriptRequest request, OfflineSettings settings) {
		OfflinePlan planned = new OfflinePlanner(catalog, settings.plan()).plan(request);
		return new OfflineScript(settings, planned).write();
	}

	private String write() {
		new FileHead(this.file, this.planned).write();
		if (Stream
			.concat(this.planned.plan().steps().stream().flatMap(OfflineScript::statements),
					statements(this.planned.plan().callbacks().all()))
			.anyMatch(PsqlText::readsCsv)) {
			new FileHead(this.file, this.planned).refuseOlderPsql();
		}
		new StartingState(this.file, this.settings, this.planned).write();
		new HistorySetup(this.file, this.settings).write();
		migrations();
		this.body.reset();
		this.file.blank()
			.variables("SELECT pg_catalog.pg_advisory_unlock(:tidemark_key) AS unlocked")
			.echo("Done: the schema stands at %s.".formatted(this.planned.toText()));
		return this.file.toString();
	}

	private void migrations() {
		RunEvents events = RunEvents.of(this.planned.direction());
		run(events.before());
		boolean versioned = true;
		for (PlannedStep step : this.planned.plan().steps()) {
			if (versioned && step.migration().version() == null) {
				versioned = false;
				run(events.afterVersioned());
				run(events.beforeRepeatables());
			}
			migration(step, events);
		}
		if (versioned) {
			run(events.afterVersioned());
		}
		run(events.after());
	}

	private void migration(PlannedStep step, RunEvents events) {
		String what = (step.direction() == Direction.UP) ? "Migration " : "Undoing migration ";
		this.file.blank().comment("%s%s: %s".formatted(what, step.migration().label(), step.location()));
		this.body.next();
		List<PlannedCallback> before = this.planned.plan().callbacks().of(events.beforeEach());
		List<PlannedCallback> after = this.planned.plan().callbacks().of(events.afterEach());
		boolean guarded = step.migration().version() == null
				&& Stream.of(statements(step), statements(before), statements(after))
					.flatMap(Function.identity())
					// psql would take data for SQL where it leaves them out
					.noneMatch((statement) -> statement.data() != null);
		if (guarded) {
			this.file.comment("A repeatable migration whose content is what ran last does not run again.")
				.variables("""
						SELECT NOT EXISTS (
						  SELECT FROM (SELECT state, checksum FROM :tidemark_history
						               WHERE version IS NULL AND name = %s ORDER BY id DESC LIMIT 1) AS newest
						  WHERE state = 'applied' AND checksum = %s) AS pending""".formatted(
						SqlQuote.literal(step.migration().name()),
						SqlQuote.literal(String.valueOf(step.migration().checksum()))))
				.lines("\\if :tidemark_pending");
		}
		this.file.echo("%s%s ...".formatted(what, step.migration().label()));
		new StepScript(this.file, this.body, this.settings, step, before, after).write();
		if (guarded) {
			this.file.lines("\\endif");
		}
	}

	private static Stream<SqlStatement> statements(PlannedStep step) {
		return step.segments().stream().flatMap((segment) -> segment.statements().stream());
	}

	private static Stream<SqlStatement> statements(List<PlannedCallback> callbacks) {
		return callbacks.stream().flatMap((callback) -> callback.statements().stream());
	}

	private void run(List<CallbackEvent> events) {
		events.forEach(this::run);
	}

	private void run(CallbackEvent event) {
		for (PlannedCallback callback : this.planned.plan().callbacks().of(event)) {
			this.file.blank().comment("Callback %s: %s".formatted(callback.callback().name(), callback.location()));
			this.body.next();
			ScriptTimeouts timeouts = ScriptTimeouts.of(callback.callback().script().directives(), this.settings);
			boolean modes = this.body.setsModes(callback.callback().script());
			callback.segments().forEach((segment) -> {
				if (segment.kind() == SegmentKind.ALONE) {
					this.body.alone(segment.statements().get(0), timeouts);
				}
				else {
					this.body.transaction(segment, timeouts, modes, List.of(), List.of(), List.of());
				}
			});
		}
	}

}
