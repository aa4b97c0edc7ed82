package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.ConcurrentIndexStatement;

/**
 * CREATE INDEX CONCURRENTLY: an INVALID index that an earlier attempt of the same
 * migration left is dropped and built again. One that may be somebody else's is never
 * touched, and never taken for done.
 */
final class IndexBuildRecovery implements Recovery {

	/** An object of that name exists. */
	private static final String DUPLICATE = "42P07";

	private final IndexCatalog catalog;

	private final Warnings warnings;

	private final ConcurrentIndexStatement statement;

	private final String text;

	private @Nullable PartitionedIndexBuild partitions;

	/**
	 * Looks after a build.
	 * @param text the statement as it is written
	 */
	IndexBuildRecovery(IndexCatalog catalog, Warnings warnings, ConcurrentIndexStatement statement, String text) {
		this.catalog = catalog;
		this.warnings = warnings;
		this.statement = statement;
		this.text = text;
	}

	@Override
	public List<String> before(boolean begun) throws SQLException {
		IndexCatalog.Target target = this.catalog.find(this.statement.table(), this.statement.name());
		if (target.partitioned() && !this.statement.only()) {
			this.partitions = new PartitionedIndexBuild(this.catalog, this.warnings, this.statement);
			return this.partitions.before(begun);
		}
		FoundIndex found = (this.statement.name() != null || !begun) ? target.index() : alike();
		if (found == null || (found.valid() && !begun)) {
			return List.of(this.text);
		}
		String reason = reason(found, begun);
		if (found.valid()) {
			return (reason != null) ? List.of(this.text) : List.of();
		}
		if (reason != null) {
			throw new SQLException(refusal(found, reason));
		}
		this.warnings.publish(
				"The index %s is INVALID, as an earlier attempt of this migration did not finish it: it is dropped and built again"
					.formatted(found.name()));
		return List.of("DROP INDEX CONCURRENTLY " + found.name(), this.text);
	}

	/**
	 * Finds the index of a statement that leaves its name to the server.
	 */
	private @Nullable FoundIndex alike() throws SQLException {
		List<FoundIndex> alike = this.catalog.alike(this.statement);
		List<FoundIndex> invalid = alike.stream().filter((found) -> !found.valid()).toList();
		if (invalid.size() > 1) {
			throw new SQLException(
					"%d INVALID indexes are what this statement without a name builds, and one of them may be of an earlier attempt: drop those that nobody builds with DROP INDEX CONCURRENTLY (%s), and start again"
						.formatted(invalid.size(), String.join(", ", invalid.stream().map(FoundIndex::name).toList())));
		}
		return invalid.isEmpty() ? alike.stream().findFirst().orElse(null) : invalid.get(0);
	}

	/**
	 * Returns why an index is not the one that an earlier attempt began, or {@code null}.
	 */
	private @Nullable String reason(FoundIndex found, boolean begun) {
		if (!begun) {
			return found.builders().isEmpty() ? "the history does not say that this migration began it"
					: building(found);
		}
		if (!found.valid() && !found.builders().isEmpty()) {
			return building(found);
		}
		if (!found.valid() && found.constraint() != null) {
			return "the constraint %s needs it".formatted(found.constraint());
		}
		if (!found.valid() && found.parent() != null) {
			return "it is a part of the index %s".formatted(found.parent());
		}
		return this.catalog.difference(this.statement, found);
	}

	private static String building(FoundIndex found) {
		return "session %s builds it at this moment"
			.formatted(String.join(" or ", found.builders().stream().map(String::valueOf).toList()));
	}

	private static String refusal(FoundIndex found, String reason) {
		String todo = found.builders().isEmpty() ? command(found) : "Wait until that session is done";
		return "The index %s is INVALID, so queries cannot use it, and it is left alone: %s. %s, and start again"
			.formatted(found.name(), reason, todo);
	}

	private static String command(FoundIndex found) {
		boolean needed = found.constraint() != null || found.parent() != null;
		return (needed ? "Run REINDEX INDEX CONCURRENTLY " : "If nobody needs it, run DROP INDEX CONCURRENTLY ")
				+ found.name();
	}

	/**
	 * IF NOT EXISTS accepts an index that somebody began in the meantime.
	 */
	@Override
	public List<String> afterwards() throws SQLException {
		if (this.partitions != null) {
			return this.partitions.afterwards();
		}
		FoundIndex found = this.statement.ifNotExists()
				? this.catalog.find(this.statement.table(), this.statement.name()).index() : null;
		if (found != null && !found.valid()) {
			throw new SQLException(refusal(found, String.valueOf(reason(found, false))), DUPLICATE);
		}
		return List.of();
	}

	@Override
	public boolean leftNothing(SQLException ex) {
		return (this.partitions == null || !this.partitions.begun()) && DUPLICATE.equals(ex.getSQLState());
	}

	@Override
	public String whenFailed() {
		return "the INVALID index that it may have left is dropped by the next start, and built again";
	}

	@Override
	public String whenInterrupted() {
		return "the connection was lost, and the next start sees in the catalog how far it came";
	}

}
