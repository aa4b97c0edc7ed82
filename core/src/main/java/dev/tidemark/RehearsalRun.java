package dev.tidemark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.execution.BoundedWaits;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.MigrationCancelledException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.rehearsal.LiveRehearsal;
import dev.tidemark.rehearsal.LiveSizes;
import dev.tidemark.rehearsal.RehearsalReport;
import dev.tidemark.rehearsal.RehearsedStep;
import dev.tidemark.rehearsal.ReportBuilder;
import dev.tidemark.rehearsal.ServerWideStatements;
import dev.tidemark.rehearsal.StatementRecorder;
import dev.tidemark.rehearsal.ThrowawayDatabase;

/**
 * One rehearsal, on a copy of the structure or on the live database.
 */
final class RehearsalRun {

	private final long start = System.nanoTime();

	private final DataSource dataSource;

	private final DatabaseConnector databases;

	private final MigratorSettings settings;

	private final Function<Recorded, MigrationPlan> planning;

	private final Cancellation cancellation;

	RehearsalRun(DataSource dataSource, DatabaseConnector databases, MigratorSettings settings,
			Function<Recorded, MigrationPlan> planning, Cancellation cancellation) {
		this.dataSource = dataSource;
		this.databases = databases;
		this.settings = settings;
		this.planning = planning;
		this.cancellation = cancellation;
	}

	/**
	 * Rehearses what would run now.
	 */
	RehearsalReport run(RehearsalRequest request, Recorded live) {
		MigrationPlan plan = this.planning.apply(live);
		if (plan.isEmpty()) {
			return report(request.onLive(), "Rehearsal of database '%s'.".formatted(live.database().probe().database()),
					List.of(), plan.warnings(), null);
		}
		try {
			return request.onLive() ? live(request.lockTimeout(), live) : onCopy(live, plan);
		}
		catch (SQLException ex) {
			if (this.cancellation.requested()) {
				throw new MigrationCancelledException("The rehearsal was cancelled; nothing of it is left", ex);
			}
			throw HistoryFailures.of(ex);
		}
	}

	private RehearsalReport live(Duration budget, Recorded before) throws SQLException {
		OpenDatabase open = before.database();
		LockedRun locked = new LockedRun(this.dataSource, this.settings, before.catalog(),
				new EventPublisher(List.of()), this.cancellation, DatabaseStart.anywhere(this.settings));
		return locked.exclusively(open, (sessionSettings, watch) -> {
			Recorded recorded = readAgain(before);
			MigrationPlan plan = this.planning.apply(recorded);
			StatementRecorder recorder = new StatementRecorder(open.session(), new LiveSizes(open.session()), true);
			MigrationFailure failure;
			try (BoundedWaits waits = new BoundedWaits(watch, budget, this.settings.database(),
					new EventPublisher(List.of()))) {
				failure = new LiveRehearsal(open.session(), sessionSettings, budget, waits, recorder, this.cancellation)
					.run(plan);
			}
			ReportBuilder builder = new ReportBuilder(plan, recorder, false, failure);
			List<String> notes = new ArrayList<>(plan.warnings());
			notes.addAll(builder.notes(true));
			return report(true,
					"Rehearsal on the live database '%s', in one transaction that was rolled back: nothing of it is left."
						.formatted(open.probe().database()),
					builder.steps(), notes, failure);
		});
	}

	/**
	 * Where there is no history, what is foreseen stays: with that a run would begin.
	 */
	private Recorded readAgain(Recorded before) {
		OpenDatabase open = before.database().probedAgain(this.settings);
		return open.table().exists() ? Recorded.read(open, before.catalog()) : before;
	}

	private RehearsalReport onCopy(Recorded live, MigrationPlan plan) throws SQLException {
		try (ThrowawayDatabase copy = ThrowawayDatabase.create(this.dataSource, this.databases::connect,
				ProcessName.of(this.settings.application()))) {
			DataSource copied = copy.dataSource();
			CopyOfStructure structure = new CopyOfStructure(live, this.dataSource, copied, this.settings,
					this.cancellation);
			String made = structure.fill();
			String basis = "Rehearsal on the throw-away database %s, made by %s; nothing in database '%s' was locked or changed.\nIt has no rows: times are those of empty tables, sizes are those of the live database."
				.formatted(copy.name(), made, live.database().probe().database());
			List<String> notes = new ArrayList<>(plan.warnings());
			notes.addAll(structure.notes());
			return onCopy(copied, live, plan, basis, notes);
		}
		finally {
			this.cancellation.attach(null);
		}
	}

	private RehearsalReport onCopy(DataSource copied, Recorded live, MigrationPlan plan, String basis,
			List<String> notes) {
		OpenDatabase open = OpenDatabase.open(copied, this.settings, this.cancellation);
		try (Session session = open.session()) {
			StatementRecorder recorder = new StatementRecorder(session, new LiveSizes(live.database().session()),
					false);
			LockedRun run = new LockedRun(copied, this.settings, live.catalog(), new EventPublisher(List.of(recorder)),
					this.cancellation, DatabaseStart.anywhere(this.settings));
			MigrationPlan[] planned = { plan };
			MigrationFailure failure = null;
			try {
				run.run(open, (recorded) -> {
					planned[0] = this.planning.apply(recorded);
					recorder.expect(planned[0]);
					session.observe(recorder);
					return ServerWideStatements.without(planned[0]);
				});
			}
			catch (MigrationFailedException ex) {
				failure = ex.failure();
			}
			ReportBuilder builder = new ReportBuilder(planned[0], recorder, true, failure);
			notes.addAll(builder.notes(false));
			return report(false, basis, builder.steps(), notes, failure);
		}
	}

	private RehearsalReport report(boolean live, String basis, List<RehearsedStep> steps, List<String> notes,
			@Nullable MigrationFailure failure) {
		return new RehearsalReport(this.settings.database(), live, basis, steps, notes, failure,
				Duration.ofNanos(System.nanoTime() - this.start));
	}

}
