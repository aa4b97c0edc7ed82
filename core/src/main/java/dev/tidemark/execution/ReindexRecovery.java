package dev.tidemark.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.ConcurrentReindexStatement;
import dev.tidemark.sql.SqlStatement;

/**
 * REINDEX … CONCURRENTLY: the INVALID indexes that an earlier attempt of the same
 * migration left beside the old ones are dropped, and the statement is repeated.
 */
final class ReindexRecovery implements Recovery {

	private final SqlStatement statement;

	private final ReindexLeftovers leftovers;

	private final Warnings warnings;

	private ReindexRecovery(SqlStatement statement, ReindexLeftovers leftovers, Warnings warnings) {
		this.statement = statement;
		this.leftovers = leftovers;
		this.warnings = warnings;
	}

	static Optional<Recovery> of(SqlStatement statement, Session session, Warnings warnings) {
		return ConcurrentReindexStatement.parse(statement)
			.map((reindex) -> new ReindexRecovery(statement, new ReindexLeftovers(session, reindex), warnings));
	}

	@Override
	public List<String> before(boolean begun) {
		List<ReindexLeftovers.Leftover> found = this.leftovers.find();
		List<String> dropped = new ArrayList<>();
		List<String> left = new ArrayList<>();
		found.forEach((leftover) -> ((begun && leftover.free()) ? dropped : left).add(leftover.name()));
		if (!dropped.isEmpty()) {
			this.warnings.publish("INVALID indexes that an earlier attempt of this migration left are dropped: "
					+ String.join(", ", dropped));
		}
		if (!left.isEmpty()) {
			this.warnings.publish(
					"INVALID indexes that some REINDEX CONCURRENTLY left are left alone, as they may be somebody else's; drop them with DROP INDEX CONCURRENTLY if nobody builds them: "
							+ String.join(", ", left));
		}
		List<String> all = new ArrayList<>(dropped.stream().map("DROP INDEX CONCURRENTLY "::concat).toList());
		all.add(this.statement.text());
		return all;
	}

	@Override
	public String whenFailed() {
		return "the INVALID indexes that it may have left are dropped by the next start";
	}

	@Override
	public String whenInterrupted() {
		return "the connection was lost, and the next start drops what it left and repeats it";
	}

}
