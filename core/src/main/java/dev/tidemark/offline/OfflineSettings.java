package dev.tidemark.offline;

import java.time.Duration;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.plan.PlanSettings;

/**
 * What is set about an SQL file for psql.
 *
 * @param application what the history records as its origin
 * @param history where the history is and what it keeps
 * @param plan what the planner may decide
 * @param lockTimeout how long a migration waits for locks; zero means for ever
 * @param statementTimeout how long one statement may run; zero means for ever
 * @param lockNamespace the upper half of the key of the migration lock
 */
public record OfflineSettings(String application, HistorySettings history, PlanSettings plan, Duration lockTimeout,
		Duration statementTimeout, long lockNamespace) {

}
