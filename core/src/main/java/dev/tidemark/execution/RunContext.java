package dev.tidemark.execution;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.jdbc.ServerProbe;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.SessionSettings;
import dev.tidemark.lock.HeldLock;

/**
 * What every step of a run works with.
 *
 * @param database the database's name in settings and events
 * @param session the migration connection
 * @param sessionSettings sets the session and its transactions up
 * @param lock the migration lock
 * @param probe what is known of it
 * @param history writes the history
 * @param historySettings what the history keeps
 * @param settings how migrations are executed
 * @param appliedFrom application, host and process
 * @param events is told what happens
 * @param watch looks after a step that waits
 * @param cancellation tells whether the run is to end early
 */
public record RunContext(String database, Session session, SessionSettings sessionSettings, HeldLock lock,
		ServerProbe probe, HistoryStatements history, HistorySettings historySettings, ExecutionSettings settings,
		String appliedFrom, EventPublisher events, LockWatch watch, Cancellation cancellation) {

}
