package dev.tidemark.offline;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Migration;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.MigrationPlan;

/**
 * What an SQL file brings, and what it expects.
 *
 * @param direction which way it goes
 * @param from the version at which the database stands, or {@code null} for an empty
 * history
 * @param to the version at which it stands afterwards, or {@code null} for an empty
 * history
 * @param applied what must be applied
 * @param plan what is done
 */
record OfflinePlan(Direction direction, @Nullable Version from, @Nullable Version to, List<Migration> applied,
		MigrationPlan plan) {

	OfflinePlan {
		applied = List.copyOf(applied);
	}

	String fromText() {
		return text(this.from);
	}

	String toText() {
		return text(this.to);
	}

	private static String text(@Nullable Version version) {
		return (version != null) ? version.toString() : "an empty history";
	}

}
