package dev.tidemark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.tidemark.execution.EventPublisher;
import dev.tidemark.history.HistoryCopy;
import dev.tidemark.history.HistoryReader;
import dev.tidemark.history.HistoryRow;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.history.HistoryWriters;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.LibpqEnvironment;
import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.StatementException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.ReplayPlan;
import dev.tidemark.rehearsal.PgDump;
import dev.tidemark.rehearsal.ServerWideStatements;
import dev.tidemark.rehearsal.Structure;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlQuote;
import dev.tidemark.sql.StatementSplitter;

/**
 * Fills a throw-away database with the structure of the live one and the rows of its
 * history: by the scripts that the history stores, or else by pg_dump.
 */
final class CopyOfStructure {

	private static final String DROP_USER_MAPPINGS = """
			DO $$
			DECLARE
			  mapping record;
			BEGIN
			  FOR mapping IN SELECT srvname, usename, umuser FROM pg_catalog.pg_user_mappings LOOP
			    EXECUTE pg_catalog.format('DROP USER MAPPING FOR %s SERVER %I',
			      CASE mapping.umuser WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(mapping.usename) END, mapping.srvname);
			  END LOOP;
			END $$""";

	private final Recorded live;

	private final DataSource liveDataSource;

	private final DataSource copy;

	private final MigratorSettings settings;

	private final Cancellation cancellation;

	private final List<String> notes = new ArrayList<>();

	CopyOfStructure(Recorded live, DataSource liveDataSource, DataSource copy, MigratorSettings settings,
			Cancellation cancellation) {
		this.live = live;
		this.liveDataSource = liveDataSource;
		this.copy = copy;
		this.settings = settings;
		this.cancellation = cancellation;
	}

	/**
	 * Returns what deserves attention about the copy.
	 */
	List<String> notes() {
		return this.notes;
	}

	/**
	 * Fills the database.
	 * @return what the structure was made by, for people
	 */
	String fill() throws SQLException {
		String noDump = PgDump.obstacle(this.live.database().probe().serverVersion());
		String obstacle = obstacle(noDump.isEmpty());
		if (obstacle.isEmpty()) {
			obstacle = replay();
		}
		if (obstacle.isEmpty()) {
			return "the scripts of its history";
		}
		if (!noDump.isEmpty()) {
			throw new RehearsalException(
					"The structure of the live database cannot be had. Its history does not tell it: %s. And %s. Nothing was run"
						.formatted(obstacle, noDump),
					"Put a pg_dump that is not older than the server on the path, or rehearse on the live database (--live), in a transaction that is rolled back.",
					null);
		}
		dump();
		return "pg_dump, since the history does not tell it (%s)".formatted(obstacle);
	}

	private String obstacle(boolean canDump) {
		String java = java();
		if (canDump && !java.isEmpty()) {
			return java;
		}
		String obstacle = incomplete();
		return obstacle.isEmpty() ? untrusted() : obstacle;
	}

	/**
	 * Code may reach beyond its connection, and must not do again what it has done.
	 */
	private String java() {
		List<String> labels = this.live.history()
			.current()
			.stream()
			.filter((row) -> row.applied() && row.kind() == MigrationKind.JAVA)
			.map(AppliedMigration::label)
			.toList();
		return labels.isEmpty() ? "" : "Java migrations that have run are not run again: " + String.join(", ", labels);
	}

	/**
	 * What others could write, they could let our role execute.
	 */
	private String untrusted() {
		OpenDatabase open = this.live.database();
		List<String> revokes = open.table().exists() ? HistoryWriters.revokes(open.session(), open.table()) : List.of();
		return revokes.isEmpty() ? ""
				: "others than the owner of %s could have written its scripts; so that only the owner can, run: %s"
					.formatted(open.table().qualified(), String.join("; ", revokes));
	}

	/**
	 * A history that begins in the middle does not say what came before.
	 */
	private String incomplete() {
		if (!this.live.database().table().exists() && !this.live.history().rows().isEmpty()) {
			return "it is going to begin with a baseline, and what made the schema before is not in it";
		}
		return this.live.history()
			.rows()
			.stream()
			.filter(AppliedMigration::applied)
			.filter((row) -> row.checksum() == null && row.kind() == MigrationKind.ADOPTED)
			.findFirst()
			.map((row) -> "migration %s was taken over from another tool".formatted(row.label()))
			.orElse("");
	}

	/**
	 * Does again what the history has recorded.
	 * @return why that is not possible, or nothing
	 */
	private String replay() throws SQLException {
		OpenDatabase from = this.live.database();
		try {
			Map<Long, String> scripts = scripts(from);
			MigrationPlan plan = new ReplayPlan(this.settings.plan(), this.live.catalog()).plan(this.live.history(),
					scripts);
			MigrationPlan local = ServerWideStatements.without(plan);
			String redacted = redacted(local);
			if (!redacted.isEmpty()) {
				return redacted;
			}
			if (!local.isEmpty()) {
				LockedRun run = new LockedRun(this.copy, this.settings, this.live.catalog(),
						new EventPublisher(List.of()), this.cancellation, DatabaseStart.anywhere(this.settings));
				opened((open) -> run.run(open, (recorded) -> local));
			}
			if (!java().isEmpty()) {
				this.notes.add(java() + "; what they have made in the schema is missing in the copy");
			}
			opened(this::finish);
			return "";
		}
		catch (InvalidMigrationsException ex) {
			return ex.problems().stream().map(MigrationProblem::message).collect(Collectors.joining("; "));
		}
		catch (MigrationFailedException ex) {
			return "migration %s failed on an empty database: %s".formatted(ex.failure().label(),
					ex.failure().summary());
		}
	}

	private Map<Long, String> scripts(OpenDatabase from) {
		Map<Long, String> scripts = new HashMap<>();
		this.live.history()
			.rows()
			.forEach((row) -> scripts.putAll(HistoryReader.scripts(from.session(), from.table(), List.of(row.id()))));
		return scripts;
	}

	private static String redacted(MigrationPlan plan) {
		return plan.steps()
			.stream()
			.filter((step) -> step.segments()
				.stream()
				.flatMap((segment) -> segment.statements().stream())
				.anyMatch((statement) -> statement.text().contains("'***'")))
			.findFirst()
			.map((step) -> "the script of migration %s is stored without its passwords"
				.formatted(step.migration().label()))
			.orElse("");
	}

	private void finish(OpenDatabase open) {
		try {
			copyHistory(open);
			// without them a foreign table reaches no other server
			open.session().execute(DROP_USER_MAPPINGS);
		}
		catch (SQLException ex) {
			throw HistoryFailures.of(ex);
		}
		String own = this.live.database().table().name();
		List<String> different = Structure.of(this.live.database().session(), own)
			.differences(Structure.of(open.session(), own));
		if (!different.isEmpty()) {
			this.notes.add(
					"The live database is not as the scripts of its history make it, so the rehearsal may differ from the real run: "
							+ String.join(", ", different));
		}
	}

	private void copyHistory(OpenDatabase open) throws SQLException {
		OpenDatabase from = this.live.database();
		HistoryTable target = new HistoryTable(from.table().schema(), from.table().name(), true);
		if (!open.table().exists()) {
			open.session().execute(new HistoryStatements(target).create(true));
		}
		if (from.table().exists()) {
			HistoryCopy.copy(from.session(), from.table(), open.session(), target);
		}
		else if (!this.live.history().rows().isEmpty()) {
			open.session().execute(new HistoryStatements(target).insertApplied(foreseen()));
		}
	}

	/**
	 * With them the live history is going to begin.
	 */
	private List<HistoryRow> foreseen() {
		return this.live.history()
			.rows()
			.stream()
			.map((row) -> new HistoryRow((row.version() != null) ? row.version().toString() : null, row.name(),
					row.script(), row.kind().word(), row.checksum(), row.statementsTotal(), row.appliedFrom(), null,
					null))
			.toList();
	}

	private void dump() throws SQLException {
		OpenDatabase from = this.live.database();
		String own = SqlQuote.qualified(from.table().schema(), from.table().name());
		String script = PgDump.structure(LibpqEnvironment.of(from.session(), this.liveDataSource),
				from.probe().database(), List.of(own), this.cancellation);
		// a schema that template0 has too
		String created = script.replaceAll("(?m)^CREATE SCHEMA public;$", "");
		try (Session session = Sessions.open(this.copy)) {
			this.cancellation.attach(session);
			session.executeAll(StatementSplitter.split(created, 1), (index) -> {
			});
		}
		catch (StatementException ex) {
			throw new RehearsalException(
					"What pg_dump wrote cannot be executed on a throw-away database: %s. Nothing was run"
						.formatted(Redaction.ofMessage(ServerError.of(ex.sqlException()).message())),
					"Rehearse on the live database (--live), in a transaction that is rolled back.", ex);
		}
		opened(this::finish);
	}

	private void opened(Consumer<OpenDatabase> work) {
		OpenDatabase open = OpenDatabase.open(this.copy, this.settings, this.cancellation);
		try (Session session = open.session()) {
			work.accept(open);
		}
	}

}
