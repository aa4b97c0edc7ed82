package dev.tidemark.migration;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationHistoryTests {

	private static AppliedMigration row(long id, @Nullable String version, String name, MigrationState state) {
		return new AppliedMigration(id, (version != null) ? Version.of(version) : null, name, name + ".sql",
				MigrationKind.SQL, null, state, 1, 1, Instant.EPOCH, 1, "app", "here", null, false,
				StatementJournal.NONE);
	}

	@Test
	void takesTheNewestRowForTheStateOfAMigration() {
		MigrationHistory history = new MigrationHistory(
				List.of(row(1, "001", "a", MigrationState.APPLIED), row(2, "002", "b", MigrationState.APPLIED),
						row(3, "1", "a", MigrationState.ROLLED_BACK), row(4, null, "1", MigrationState.APPLIED)));
		assertThat(history.rows()).extracting(AppliedMigration::id).containsExactly(1L, 2L, 3L, 4L);
		assertThat(history.current()).extracting(AppliedMigration::id).containsExactly(2L, 3L, 4L);
		assertThat(history.find(MigrationKey.of(Version.of("01"), "x"))).map(AppliedMigration::id).hasValue(3L);
		assertThat(history.find(MigrationKey.of(Version.of("3"), "x"))).isEmpty();
	}

	@Test
	void standsAtTheHighestAppliedVersion() {
		MigrationHistory history = new MigrationHistory(List.of(row(1, "9", "a", MigrationState.APPLIED),
				row(2, "10", "b", MigrationState.APPLIED), row(3, "2", "c", MigrationState.APPLIED),
				row(4, "11", "d", MigrationState.FAILED), row(5, "12", "e", MigrationState.APPLIED),
				row(6, "12", "e", MigrationState.ROLLED_BACK), row(7, null, "view", MigrationState.APPLIED)));
		assertThat(history.version()).hasValue(Version.of("10"));
	}

	@Test
	void standsNowhereWithoutRows() {
		assertThat(MigrationHistory.empty().version()).isEmpty();
		assertThat(MigrationHistory.empty().current()).isEmpty();
	}

	@Test
	void standsNowhereWithRepeatablesAlone() {
		assertThat(new MigrationHistory(List.of(row(1, null, "view", MigrationState.APPLIED))).version()).isEmpty();
	}

}
