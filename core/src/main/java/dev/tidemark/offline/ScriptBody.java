package dev.tidemark.offline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.tidemark.migration.SqlScript;
import dev.tidemark.plan.Segment;
import dev.tidemark.plan.SegmentKind;
import dev.tidemark.sql.DetachStatement;
import dev.tidemark.sql.SessionReset;
import dev.tidemark.sql.SessionStatements;
import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionRules;

/**
 * Writes the transactions of scripts, and what comes between two scripts.
 */
final class ScriptBody {

	/** What a server may set for a role or a database, and would end a migration. */
	private static final String UNBOUNDED = """
			SELECT pg_catalog.count(pg_catalog.set_config(name, '0', false)) AS settings FROM pg_catalog.pg_settings
			WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout')""";

	private static final String HELD = """
			SELECT EXISTS (SELECT FROM pg_catalog.pg_locks
			               WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pid = pg_catalog.pg_backend_pid()
			                 AND (classid::bigint << 32) | objid::bigint = :tidemark_key) AS held""";

	private final PsqlFile file;

	private final OfflineSettings settings;

	private boolean used;

	ScriptBody(PsqlFile file, OfflineSettings settings) {
		this.file = file;
		this.settings = settings;
	}

	/**
	 * Prepares the session for the next script: as new, and only while the lock is held.
	 */
	void next() {
		if (this.used) {
			reset();
		}
		else {
			setUp();
		}
		this.used = true;
		this.file.variables(HELD)
			.lines("\\if :tidemark_held")
			.lines("\\else")
			.code("""
					BEGIN
					  RAISE EXCEPTION 'The migration lock was lost: a script has released it, or psql does not have a session of its own. What is done stays, and nothing else was run.'
					    USING HINT = 'Connect to the server itself and not to a pooler, and remove pg_advisory_unlock_all() from the scripts. Then write a file for the version that is reached.';
					END
					""")
			.lines("\\endif");
	}

	/**
	 * Gives back what a script has set.
	 */
	void reset() {
		this.file.lines(SessionReset.STATEMENTS.strip().replace(";\n", "; "))
			.variables("SELECT pg_catalog.count(released) AS released FROM (%s) AS others (released)"
				.formatted(SessionReset.keepOnly(":tidemark_key")));
		setUp();
	}

	private void setUp() {
		this.file.lines("\\encoding UTF8")
			.variables(UNBOUNDED)
			.sql("SET standard_conforming_strings = on")
			.sql(lockTimeout("SET", this.settings.lockTimeout()))
			.variables("SELECT pg_catalog.set_config('search_path', :'tidemark_search_path', false) AS path")
			.sql("SET ROLE :tidemark_role");
	}

	private static String lockTimeout(String set, Duration timeout) {
		return "%s lock_timeout = '%dms'".formatted(set, timeout.toMillis());
	}

	boolean setsModes(SqlScript script) {
		return TransactionRules.setsModes(script.text());
	}

	/**
	 * Writes a transaction.
	 * @param modes whether ours must say that it writes
	 * @param before statements before those of the segment
	 * @param after statements after them
	 * @param records what is written into the history
	 */
	void transaction(Segment segment, ScriptTimeouts timeouts, boolean modes, List<SqlStatement> before,
			List<SqlStatement> after, List<String> records) {
		this.file.sql(opening(segment, timeouts, modes))
			.statements(before)
			.statements(segment.body())
			.statements(after);
		if (segment.recordsItself()) {
			commit(records);
		}
		else {
			this.file.sql((segment.kind() == SegmentKind.ROLLED_BACK_BLOCK) ? "ROLLBACK" : "COMMIT");
		}
	}

	private static List<String> opening(Segment segment, ScriptTimeouts timeouts, boolean modes) {
		List<String> opening = new ArrayList<>();
		if (segment.block()) {
			segment.opening().forEach((statement) -> opening.add(statement.text()));
			if (modes && segment.recordsItself()) {
				opening.add("SET TRANSACTION READ WRITE");
			}
		}
		else {
			opening.add(modes ? "BEGIN READ WRITE" : "BEGIN");
		}
		opening.add(lockTimeout("SET LOCAL", timeouts.lock()));
		if (!timeouts.statement().isZero()) {
			opening.add("SET LOCAL statement_timeout = '%dms'".formatted(timeouts.statement().toMillis()));
		}
		return opening;
	}

	/**
	 * Writes into the history in a transaction of its own.
	 */
	void record(List<String> records, boolean modes) {
		this.file.sql(modes ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE" : "BEGIN");
		commit(records);
	}

	private void commit(List<String> records) {
		if (!records.isEmpty()) {
			this.file.sql("SET LOCAL SESSION AUTHORIZATION DEFAULT").sql("SET LOCAL ROLE :tidemark_role").sql(records);
		}
		this.file.sql("COMMIT");
	}

	/**
	 * Writes a statement that runs outside a transaction.
	 */
	void alone(SqlStatement statement, ScriptTimeouts timeouts) {
		if (SessionStatements.discardsAll(statement)) {
			this.file.comment("In place of DISCARD ALL, which would release the migration lock too:");
			reset();
			return;
		}
		boolean waits = TransactionRules.waitsByDesign(statement)
				|| DetachStatement.parse(statement).filter(DetachStatement::finalizes).isPresent();
		this.file.sql(lockTimeout("SET", waits ? Duration.ZERO : timeouts.lock()))
			.sql("SET statement_timeout = '%dms'".formatted(waits ? 0 : timeouts.statement().toMillis()))
			.statement(statement);
	}

}
