package dev.tidemark.execution;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.ConcurrentIndexStatement;
import dev.tidemark.sql.SqlQuote;

/**
 * CREATE INDEX CONCURRENTLY on a partitioned table, which PostgreSQL does not have: an
 * index on the table alone, one of each partition that is built concurrently, and their
 * attachment. The catalog tells how far an earlier attempt came, whenever it ended.
 */
final class PartitionedIndexBuild {

	/** A partition that is created meanwhile brings its own index, so one is plenty. */
	private static final int MOST_ROUNDS = 5;

	private final IndexCatalog catalog;

	private final Warnings warnings;

	private final ConcurrentIndexStatement statement;

	/** Whether an attempt that went before may have left indexes of partitions. */
	private boolean evidence;

	private int round;

	PartitionedIndexBuild(IndexCatalog catalog, Warnings warnings, ConcurrentIndexStatement statement) {
		this.catalog = catalog;
		this.warnings = warnings;
		this.statement = statement;
	}

	List<String> before(boolean begun) throws SQLException {
		List<String> foreign = this.catalog.foreignPartitions(this.statement.table());
		if (!foreign.isEmpty()) {
			throw new SQLException(
					"The partition %s is a foreign table, so the index cannot be built partition by partition: create it without CONCURRENTLY"
						.formatted(foreign.get(0)));
		}
		this.evidence = begun;
		return begun ? left(find())
				: beginning(this.catalog.find(this.statement.table(), this.statement.name()).index());
	}

	private List<String> beginning(@Nullable FoundIndex index) throws SQLException {
		if (index == null || (index.valid() && !this.statement.ifNotExists())) {
			return List.of(this.statement.sqlOfParent());
		}
		if (!index.valid()) {
			throw new SQLException(
					"The index %1$s is INVALID, and it is left alone: the history does not say that this migration began it. Attach the indexes of the partitions that it lacks, or run DROP INDEX %1$s, and start again"
						.formatted(index.name()));
		}
		return List.of();
	}

	List<String> afterwards() throws SQLException {
		FoundIndex index = find();
		List<String> left = left(index);
		this.evidence = true;
		this.round++;
		if (!left.isEmpty() && this.round > MOST_ROUNDS) {
			throw new SQLException(
					"The index is not complete after %d rounds, as partitions come faster than their indexes: start again"
						.formatted(MOST_ROUNDS));
		}
		if (left.isEmpty() && (index == null || !index.valid())) {
			throw new SQLException(
					"Every partition of %s has its index attached, and the whole is INVALID still: one of the parts is INVALID. Run REINDEX INDEX CONCURRENTLY on that part, and start again"
						.formatted(this.statement.table()));
		}
		return left;
	}

	boolean begun() {
		return this.evidence || this.round > 0;
	}

	private @Nullable FoundIndex find() throws SQLException {
		if (this.statement.name() != null) {
			return this.catalog.find(this.statement.table(), this.statement.name()).index();
		}
		List<FoundIndex> alike = this.catalog.alike(this.statement);
		return alike.stream()
			.filter((found) -> !found.valid())
			.findFirst()
			.orElse(alike.isEmpty() ? null : alike.get(0));
	}

	private List<String> left(@Nullable FoundIndex index) throws SQLException {
		if (index == null) {
			return List.of(this.statement.sqlOfParent());
		}
		String difference = this.catalog.difference(this.statement, index);
		if (difference != null) {
			throw new SQLException(
					"The index %1$s is not what the statement builds: %2$s. Run DROP INDEX %1$s, or give the new one another name"
						.formatted(index.name(), difference));
		}
		List<String> left = new ArrayList<>();
		if (!index.valid()) {
			complete(this.statement.table(), index, index.name(), left);
		}
		return left;
	}

	/**
	 * Adds what the index of a partitioned table lacks.
	 * @param whole the index of the whole, whose name those of the parts begin with
	 */
	private void complete(String table, FoundIndex whole, String index, List<String> left) throws SQLException {
		for (Partition partition : this.catalog.partitions(table, index)) {
			if (partition.index() != null) {
				if (partition.partitioned()) {
					complete(partition.table(), whole, partition.index(), left);
				}
				continue;
			}
			String own = SqlQuote.identifier(PartitionIndexName.of(whole.shortName(), partition.name()));
			ConcurrentIndexStatement build = this.statement.on(own, partition.table());
			if (partition.partitioned()) {
				if (this.catalog.find(partition.table(), own).index() == null) {
					left.add(build.sqlOfParent());
				}
				complete(partition.table(), whole, partition.qualified(own), left);
			}
			else {
				left.addAll(
						new IndexBuildRecovery(this.catalog, this.warnings, build, build.sql()).before(this.evidence));
			}
			left.add("ALTER INDEX %s ATTACH PARTITION %s".formatted(index, partition.qualified(own)));
		}
	}

}
