package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.sql.HiddenData;
import dev.tidemark.sql.LineDiff;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlComparison;

/**
 * Compares the scripts of versioned migrations with those that ran.
 */
public final class ChangedScripts {

	private ChangedScripts() {
	}

	/**
	 * Finds the rows whose stored scripts are needed to plan.
	 * @param catalog what the application brings
	 * @param history what the database recorded
	 * @return the ids of rows whose checksum is not that of the file
	 */
	public static List<Long> suspects(MigrationCatalog catalog, MigrationHistory history) {
		List<Long> suspects = new ArrayList<>();
		for (Migration migration : catalog.versioned()) {
			AppliedMigration row = history.find(migration.key()).orElse(null);
			if (row != null && differs(migration, row)) {
				suspects.add(row.id());
			}
		}
		return suspects;
	}

	static boolean differs(Migration migration, AppliedMigration row) {
		return row.state() != MigrationState.ROLLED_BACK && migration.checksum() != null && row.checksum() != null
				&& !migration.checksum().equals(row.checksum());
	}

	/**
	 * Tells whether a migration's script differs in more than comments and white space
	 * from the one that ran.
	 * @param migration the migration
	 * @param row its newest row
	 * @param stored stored scripts by row id
	 * @return whether it changed
	 */
	public static boolean changed(Migration migration, AppliedMigration row, Map<Long, String> stored) {
		if (!row.applied() || !differs(migration, row)) {
			return false;
		}
		String before = stored.get(row.id());
		return before == null || !(migration instanceof SqlMigration sql)
				|| !SqlComparison.sameMeaning(before, Redaction.ofScript(sql.up().text()));
	}

	static MigrationProblem problem(Migration migration, AppliedMigration row, @Nullable String before) {
		String now = (migration instanceof SqlMigration sql) ? Redaction.ofScript(sql.up().text()) : "";
		String difference = (before != null)
				? "what ran (-) and what the file says now (+):\n"
						+ LineDiff.between(HiddenData.in(before), HiddenData.in(now))
				: "the script that ran is not stored; its checksum was %s and is %s now".formatted(row.checksum(),
						Objects.toString(migration.checksum()));
		return new MigrationProblem(MigrationCatalog.location(migration),
				"has changed since it was applied at %s: restore it and put the change into a new migration (tidemark.on-changed=warn goes on regardless); %s"
					.formatted(row.appliedAt(), difference));
	}

}
