package dev.tidemark.boot.endpoint;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.tidemark.MigrationReport;
import dev.tidemark.MigrationStatus;
import dev.tidemark.boot.startup.MigrationPhase.Snapshot;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.migration.DatabaseState;
import dev.tidemark.migration.MigrationException;

/**
 * One database.
 *
 * @param kind what database it is, or {@code null} where it was never reached
 * @param state the whole in one word
 * @param version the highest version that is applied, or {@code null}
 * @param pending how many migrations a run would apply
 * @param lock how migrators exclude each other, and who holds the lock
 * @param lastRun what came of the last run of this process, or {@code null}
 * @param error why the last run failed, or {@code null}
 * @param migrations every migration, in the order in which they run
 */
public record DatabaseDescriptor(@Nullable String kind, String state, @Nullable String version, int pending,
		LockDescriptor lock, @Nullable LastRunDescriptor lastRun, @Nullable String error,
		List<MigrationDescriptor> migrations) implements OperationResponseBody {

	static DatabaseDescriptor of(DatabaseState state, MigrationStatus status, Snapshot now) {
		LockHolder holder = status.lockHolder();
		String kind = (status.kind() != null) ? status.kind().word() : null;
		return new DatabaseDescriptor(kind, state.word(), status.version(), status.pending(),
				new LockDescriptor(status.lockStrategy(), status.lockReason(),
						(holder != null) ? HolderDescriptor.of(holder) : null),
				now.lastReport().map(LastRunDescriptor::of).orElse(null), error(now.failure()),
				status.migrations().stream().map(MigrationDescriptor::of).toList());
	}

	/**
	 * Shows what the process knows, as the database cannot be asked.
	 */
	static DatabaseDescriptor unreachable(Snapshot now, MigrationException reason) {
		return now.lastReport()
			.map(MigrationReport::status)
			.map((status) -> of(now.state(), status, now))
			.map((known) -> new DatabaseDescriptor(known.kind(), known.state(), known.version(), known.pending(),
					known.lock(), known.lastRun(), reason.summary(), known.migrations()))
			.orElseGet(() -> new DatabaseDescriptor(null, now.state().word(), null, 0,
					new LockDescriptor("advisory", null, null), null, reason.summary(), List.of()));
	}

	private static @Nullable String error(@Nullable Throwable failure) {
		return (failure instanceof MigrationException known) ? known.summary()
				: (failure != null) ? failure.getClass().getName() : null;
	}

	/**
	 * How migrators exclude each other.
	 *
	 * @param strategy the word for it
	 * @param reason why it is not the usual one, or {@code null}
	 * @param holder who holds the lock, or {@code null}
	 */
	public record LockDescriptor(String strategy, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
			@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable HolderDescriptor holder) {

	}

	/**
	 * Who holds the lock.
	 *
	 * @param application the application's name
	 * @param host its address, or {@code null}
	 * @param pid the backend's process id, or {@code null} for a lease
	 * @param since since when it is connected or holds the lease, or {@code null}
	 */
	public record HolderDescriptor(String application, @Nullable String host, @Nullable Integer pid,
			@Nullable Instant since) {

		static HolderDescriptor of(LockHolder holder) {
			return new HolderDescriptor(holder.application(), holder.host(), holder.pid(), holder.since());
		}

	}

	/**
	 * What came of a run.
	 *
	 * @param applied the scripts that it executed
	 * @param durationMs how long it took, in milliseconds
	 * @param warnings what deserves attention
	 */
	public record LastRunDescriptor(List<String> applied, long durationMs, List<String> warnings) {

		static LastRunDescriptor of(MigrationReport report) {
			return new LastRunDescriptor(report.scripts(), report.took().toMillis(),
					report.warnings().stream().map((warning) -> warning.lines().findFirst().orElse("")).toList());
		}

	}

}
