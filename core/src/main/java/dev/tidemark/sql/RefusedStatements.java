package dev.tidemark.sql;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Recognises the statements that PostgreSQL 14 to 18, TimescaleDB and Citus refuse inside
 * a transaction block.
 */
final class RefusedStatements {

	private static final Set<String> OFF = Set.of("false", "off", "0", "no");

	private final StatementTokens tokens;

	private RefusedStatements(String statement) {
		this.tokens = new StatementTokens(statement);
	}

	static @Nullable Refusal find(String statement) {
		return RowWrites.is(statement) ? null : new RefusedStatements(statement).find();
	}

	private @Nullable Refusal find() {
		String first = this.tokens.word();
		this.tokens.next();
		return switch (first) {
			case "CREATE" -> create();
			case "DROP" -> drop();
			case "ALTER" -> alter();
			case "REINDEX" -> reindex();
			case "VACUUM" -> refuse("VACUUM");
			case "CLUSTER" -> cluster();
			case "DISCARD" -> this.tokens.is("ALL") ? refuse("DISCARD ALL") : null;
			case "COMMIT", "ROLLBACK" -> this.tokens.is("PREPARED") ? refuse(first + " PREPARED") : null;
			case "CALL" -> this.tokens.name().equals("refresh_continuous_aggregate")
					? refuse("CALL refresh_continuous_aggregate") : null;
			case "SELECT" -> select();
			default -> null;
		};
	}

	private @Nullable Refusal create() {
		boolean unique = this.tokens.accept("UNIQUE");
		String kind = this.tokens.word();
		this.tokens.next();
		return switch (kind) {
			case "INDEX" -> createIndex();
			case "DATABASE", "TABLESPACE" -> unique ? null : refuse("CREATE " + kind);
			case "SUBSCRIPTION" -> createSubscription();
			case "MATERIALIZED" -> continuousAggregate();
			default -> null;
		};
	}

	private @Nullable Refusal createIndex() {
		if (this.tokens.is("CONCURRENTLY")) {
			return waiting("CREATE INDEX CONCURRENTLY");
		}
		return timescaleOption("transaction_per_chunk")
				? refuse("CREATE INDEX … WITH (timescaledb.transaction_per_chunk)") : null;
	}

	private @Nullable Refusal createSubscription() {
		Map<String, String> options = this.tokens.skipPast("WITH") ? this.tokens.options() : Map.of();
		return (on(options, "create_slot", true) && on(options, "connect", true))
				? refuse("CREATE SUBSCRIPTION with a replication slot") : null;
	}

	private @Nullable Refusal continuousAggregate() {
		return (timescaleOption("continuous") && !withNoData())
				? refuse("CREATE MATERIALIZED VIEW … WITH (timescaledb.continuous) with data") : null;
	}

	private boolean timescaleOption(String name) {
		while (this.tokens.skipPast("WITH")) {
			Map<String, String> options = this.tokens.options();
			if (on(options, "timescaledb." + name, false) || on(options, "tsdb." + name, false)) {
				return true;
			}
		}
		return false;
	}

	private boolean withNoData() {
		while (this.tokens.skipPast("WITH")) {
			if (this.tokens.accept("NO") && this.tokens.accept("DATA") && this.tokens.atEnd()) {
				return true;
			}
		}
		return false;
	}

	private @Nullable Refusal drop() {
		String kind = this.tokens.word();
		this.tokens.next();
		return switch (kind) {
			case "INDEX" -> this.tokens.is("CONCURRENTLY") ? waiting("DROP INDEX CONCURRENTLY") : null;
			case "DATABASE", "TABLESPACE", "SUBSCRIPTION" -> refuse("DROP " + kind);
			default -> null;
		};
	}

	private @Nullable Refusal alter() {
		String kind = this.tokens.word();
		this.tokens.next();
		return switch (kind) {
			case "SYSTEM" -> refuse("ALTER SYSTEM");
			case "TABLE" -> detachPartition();
			case "DATABASE" -> alterDatabase();
			case "SUBSCRIPTION" -> alterSubscription();
			default -> null;
		};
	}

	private @Nullable Refusal detachPartition() {
		while (this.tokens.skipPast("DETACH")) {
			if (this.tokens.accept("PARTITION")) {
				this.tokens.name();
				return this.tokens.is("CONCURRENTLY") ? waiting("DETACH PARTITION … CONCURRENTLY") : null;
			}
		}
		return null;
	}

	private @Nullable Refusal alterDatabase() {
		this.tokens.name();
		if (!this.tokens.accept("SET")) {
			this.tokens.accept("WITH");
		}
		return this.tokens.is("TABLESPACE") ? refuse("ALTER DATABASE … SET TABLESPACE") : null;
	}

	private @Nullable Refusal alterSubscription() {
		this.tokens.name();
		String action = this.tokens.word();
		this.tokens.next();
		return switch (action) {
			case "REFRESH" -> refuse("ALTER SUBSCRIPTION … REFRESH");
			case "SET", "ADD", "DROP" ->
				this.tokens.is("PUBLICATION") ? changePublications(action) : setOptions(action);
			default -> null;
		};
	}

	private @Nullable Refusal changePublications(String action) {
		Map<String, String> options = this.tokens.skipPast("WITH") ? this.tokens.options() : Map.of();
		return on(options, "refresh", true)
				? refuse("ALTER SUBSCRIPTION … %s PUBLICATION with refresh".formatted(action)) : null;
	}

	private @Nullable Refusal setOptions(String action) {
		Map<String, String> options = this.tokens.options();
		boolean ofSlot = options.containsKey("failover") || options.containsKey("two_phase");
		return (action.equals("SET") && ofSlot) ? refuse("ALTER SUBSCRIPTION … SET (failover or two_phase)") : null;
	}

	private @Nullable Refusal reindex() {
		Map<String, String> options = this.tokens.options();
		String kind = this.tokens.word();
		this.tokens.next();
		if (this.tokens.is("CONCURRENTLY") || on(options, "concurrently", false)) {
			return waiting("REINDEX CONCURRENTLY");
		}
		return Set.of("SCHEMA", "DATABASE", "SYSTEM").contains(kind) ? refuse("REINDEX " + kind) : null;
	}

	private @Nullable Refusal cluster() {
		if (!this.tokens.accept("VERBOSE")) {
			this.tokens.options();
		}
		return this.tokens.atEnd() ? refuse("CLUSTER without a table") : null;
	}

	private @Nullable Refusal select() {
		while (!this.tokens.atEnd()) {
			boolean named = this.tokens.currentName().equals("create_distributed_table_concurrently");
			this.tokens.next();
			if (named && this.tokens.is(TokenKind.OPEN)) {
				return refuse("create_distributed_table_concurrently");
			}
		}
		return null;
	}

	private static boolean on(Map<String, String> options, String name, boolean otherwise) {
		String value = options.get(name);
		return (value != null) ? !OFF.contains(value) : otherwise;
	}

	private static Refusal refuse(String reason) {
		return new Refusal(reason, false);
	}

	private static Refusal waiting(String reason) {
		return new Refusal(reason, true);
	}

	/**
	 * Why a statement is refused.
	 *
	 * @param reason what it is, for people
	 * @param waits whether it waits for older transactions by design
	 */
	record Refusal(String reason, boolean waits) {

	}

}
