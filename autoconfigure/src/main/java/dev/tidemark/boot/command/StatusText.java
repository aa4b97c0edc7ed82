package dev.tidemark.boot.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.MigrationInfo;
import dev.tidemark.MigrationStatus;
import dev.tidemark.baseline.DatabaseKind;
import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.boot.command.TextTable.Cell;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;

/**
 * How a database stands, as a table.
 */
final class StatusText {

	private StatusText() {
	}

	static String heading(MigrationStatus status) {
		String version = (status.version() != null) ? "at version " + status.version() : "at no version";
		String pending = (status.pending() == 0) ? "nothing pending" : status.pending() + " pending";
		String kind = (status.kind() == null || status.kind() == DatabaseKind.OURS) ? "" : status.kind().word() + ", ";
		String line = "Database '%s': %s%s, %s, %s%n".formatted(status.database(), kind, status.state().word(), version,
				pending);
		LockHolder holder = status.lockHolder();
		return (holder != null) ? line + "The migration lock is held by %s%n%n".formatted(holder.describe())
				: line + System.lineSeparator();
	}

	static String migrations(MigrationStatus status, Terminal terminal) {
		TextTable table = new TextTable("VERSION", "NAME", "STATE", "APPLIED AT", "DURATION", "BY");
		for (MigrationInfo info : status.migrations()) {
			table.add(List.of(plain(version(info.version(), info.kind())), plain(info.name()), state(info.state()),
					plain(time(info.appliedAt())), plain(duration(info.executionMs())),
					plain(Objects.requireNonNullElse(info.appliedBy(), ""))));
		}
		StringBuilder text = new StringBuilder(table.render(terminal));
		status.migrations()
			.stream()
			.filter((info) -> info.error() != null && info.state() == MigrationState.FAILED)
			.forEach((info) -> text.append("%n%s: %s%n".formatted(info.script(), info.error())));
		return text.toString();
	}

	static String history(List<AppliedMigration> rows, Terminal terminal) {
		TextTable table = new TextTable("ID", "VERSION", "NAME", "STATE", "AT", "DURATION", "BY", "FROM");
		for (AppliedMigration row : rows) {
			table.add(List.of(plain(String.valueOf(row.id())),
					plain(version((row.version() != null) ? row.version().toString() : null, row.kind())),
					plain(row.name()), state(row.state()), plain(time(row.appliedAt())),
					plain(duration(row.executionMs())), plain(row.appliedBy()), plain(row.appliedFrom())));
		}
		return table.render(terminal);
	}

	static Cell plain(String text) {
		return new Cell(text, Colour.PLAIN);
	}

	private static Cell state(MigrationState state) {
		Colour colour = switch (state) {
			case APPLIED -> Colour.GREEN;
			case PENDING, RUNNING, ROLLED_BACK -> Colour.YELLOW;
			case FAILED, CHANGED -> Colour.RED;
			case MISSING, IGNORED -> Colour.PLAIN;
		};
		return new Cell(state.word(), colour);
	}

	private static String version(@Nullable String version, MigrationKind kind) {
		return (version != null) ? version : ((kind != MigrationKind.ADOPTED) ? kind : MigrationKind.REPEATABLE).word();
	}

	private static String time(@Nullable Instant instant) {
		return (instant != null) ? instant.truncatedTo(ChronoUnit.SECONDS).toString() : "";
	}

	private static String duration(@Nullable Long millis) {
		return (millis != null) ? Durations.text(Duration.ofMillis(millis)) : "";
	}

}
