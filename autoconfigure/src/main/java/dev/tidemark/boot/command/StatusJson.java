package dev.tidemark.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;

import dev.tidemark.MigrationInfo;
import dev.tidemark.MigrationStatus;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.AppliedMigration;

/**
 * How a database stands, in the form of the actuator endpoint, whose own types need
 * actuator and Jackson. A test holds the two against each other.
 */
final class StatusJson {

	private StatusJson() {
	}

	static String text(MigrationStatus status) {
		return write(status.database(), database(status));
	}

	/**
	 * Writes the history too, which the endpoint does not show.
	 */
	static String text(MigrationStatus status, List<AppliedMigration> rows) {
		Map<String, Object> database = database(status);
		database.put("history", rows.stream().map(StatusJson::row).toList());
		return write(status.database(), database);
	}

	static String write(String name, Map<String, Object> database) {
		return write(Map.of("databases", Map.of(name, database)));
	}

	static String write(Map<String, Object> document) {
		return JsonWriter.<Map<String, Object>>standard().writeToString(document);
	}

	private static Map<String, Object> database(MigrationStatus status) {
		Map<String, Object> database = new LinkedHashMap<>();
		put(database, "kind", (status.kind() != null) ? status.kind().word() : null);
		database.put("state", status.state().word());
		put(database, "version", status.version());
		database.put("pending", status.pending());
		database.put("lock", lock(status));
		database.put("migrations", status.migrations().stream().map(StatusJson::migration).toList());
		return database;
	}

	@SuppressWarnings("NullAway")
	private static Map<String, Object> lock(MigrationStatus status) {
		Map<String, Object> lock = new LinkedHashMap<>();
		lock.put("strategy", status.lockStrategy());
		put(lock, "reason", status.lockReason());
		// there in any case, as in the endpoint
		lock.put("holder", holder(status.lockHolder()));
		return lock;
	}

	private static @Nullable Map<String, Object> holder(@Nullable LockHolder holder) {
		if (holder == null) {
			return null;
		}
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("application", holder.application());
		put(shown, "host", holder.host());
		put(shown, "pid", holder.pid());
		put(shown, "since", holder.since());
		return shown;
	}

	private static Map<String, Object> migration(MigrationInfo info) {
		Map<String, Object> shown = new LinkedHashMap<>();
		put(shown, "version", info.version());
		shown.put("name", info.name());
		shown.put("script", info.script());
		shown.put("kind", info.kind().word());
		shown.put("state", info.state().word());
		put(shown, "checksum", info.checksum());
		put(shown, "appliedAt", info.appliedAt());
		put(shown, "executionMs", info.executionMs());
		put(shown, "appliedBy", info.appliedBy());
		put(shown, "appliedFrom", info.appliedFrom());
		shown.put("reversible", info.reversible());
		put(shown, "error", info.error());
		return shown;
	}

	private static Map<String, Object> row(AppliedMigration row) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("id", row.id());
		put(shown, "version", row.version());
		shown.put("name", row.name());
		shown.put("script", row.script());
		shown.put("kind", row.kind().word());
		shown.put("state", row.state().word());
		put(shown, "checksum", row.checksum());
		shown.put("statementsDone", row.statementsDone());
		shown.put("statementsTotal", row.statementsTotal());
		shown.put("appliedAt", row.appliedAt().toString());
		shown.put("executionMs", row.executionMs());
		shown.put("appliedBy", row.appliedBy());
		shown.put("appliedFrom", row.appliedFrom());
		put(shown, "error", row.error());
		return shown;
	}

	static void put(Map<String, Object> members, String name, @Nullable Object value) {
		if (value != null) {
			members.put(name, (value instanceof Number) ? value : value.toString());
		}
	}

}
