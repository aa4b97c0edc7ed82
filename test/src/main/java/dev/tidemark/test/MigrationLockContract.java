package dev.tidemark.test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.lock.HeldLock;
import dev.tidemark.lock.LockHolder;
import dev.tidemark.lock.MigrationLock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What every {@link MigrationLock} promises: extend it to test an implementation against
 * a real server.
 * <p>
 * Each test begins with a free lock of the history {@code contract}, and two processes
 * that want it.
 */
public abstract class MigrationLockContract {

	private static final String HISTORY = "contract";

	private static final Duration AT_ONCE = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** What a session looks like that neither has a transaction nor a snapshot. */
	private static final String QUIET = "idle, no transaction, no snapshot";

	private MigrationLock lock;

	private MigrationLock other;

	private Session session;

	private Session otherSession;

	private Session observer;

	private final List<HeldLock> taken = new ArrayList<>();

	/**
	 * Makes the lock of a history, as another process would: no two of them have anything
	 * in common but the server.
	 * @param history the name of the history table; it need not exist
	 * @return the lock
	 */
	protected abstract MigrationLock lock(String history);

	/**
	 * Opens a session as the process of a lock would.
	 * @param lock a lock made by {@link #lock(String)}
	 * @return a session
	 * @throws SQLException if none can be had
	 */
	protected abstract Session open(MigrationLock lock) throws SQLException;

	/**
	 * Lets a lock be lost while its holder lives and is connected.
	 * @param holder the session that holds it
	 * @throws SQLException if that does not work
	 */
	protected abstract void lose(Session holder) throws SQLException;

	/**
	 * Ends the process of a lock: all of its connections break, and nothing is told.
	 * @param lock the lock
	 * @param holder the session that holds it
	 */
	protected abstract void kill(MigrationLock lock, Session holder);

	/**
	 * Gives connections to the database of the test, as somebody who sees what other
	 * sessions do.
	 * @return the data source
	 */
	protected abstract DataSource dataSource();

	@BeforeEach
	final void open() throws SQLException {
		this.lock = lock(HISTORY);
		this.other = lock(HISTORY);
		this.session = open(this.lock);
		this.otherSession = open(this.other);
		this.observer = Sessions.open(dataSource());
		this.observer.execute("CREATE TABLE IF NOT EXISTS contract_ledger (entry text)");
	}

	@AfterEach
	final void close() {
		this.taken.forEach(HeldLock::close);
		this.session.close();
		this.otherSession.close();
		this.observer.close();
	}

	@Test
	final void isTakenAtOnceWhereItIsFree() {
		long start = System.nanoTime();
		try (HeldLock held = take()) {
			assertAtOnce(start);
			assertTrue(held.isHeld(), "the lock is held after it was taken");
			assertEquals(Optional.empty(), held.takenOverFrom(), "nobody had it before");
		}
	}

	@Test
	final void isRefusedAtOnceToAnotherProcess() {
		try (HeldLock held = take()) {
			assertRefused();
			assertTrue(held.isHeld(), "the lock is held while others ask for it");
		}
	}

	@Test
	final void isRefusedToAnotherSessionOfTheSameProcess() {
		try (HeldLock held = take()) {
			assertEquals(Optional.empty(), this.lock.tryLock(this.otherSession), "the lock is one session's");
			assertTrue(held.isHeld(), "the lock is held while its own process asks again");
		}
	}

	@Test
	final void isRefusedAtOnceWhileItsHolderIsAboutToCommit() throws SQLException {
		try (HeldLock held = take()) {
			begin(held, "about to commit");
			assertRefused();
			this.session.execute("COMMIT");
			assertEquals(1, entries("about to commit"), "committed entries");
		}
	}

	@Test
	final void isNeverVisibleAsATransactionOrASnapshot() {
		assertEquals(Optional.empty(), this.other.holder(this.otherSession));
		try (HeldLock held = take()) {
			assertTrue(held.isHeld(), "the lock is held");
			assertQuiet("the holder", this.session);
			assertRefused();
			assertQuiet("the holder, while others ask", this.session);
			assertQuiet("who was refused", this.otherSession);
			this.other.holder(this.otherSession);
			assertQuiet("who asked for the holder", this.otherSession);
		}
		assertQuiet("who has released it", this.session);
	}

	@Test
	final void namesItsHolder() {
		assertEquals(Optional.empty(), this.other.holder(this.otherSession), "nobody holds a free lock");
		try (HeldLock held = take()) {
			LockHolder holder = this.other.holder(this.otherSession).orElseThrow();
			assertFalse(holder.describe().isBlank(), "the holder has a description");
			assertTrue(held.isHeld(), "asking for the holder changes nothing");
		}
		assertEquals(Optional.empty(), this.other.holder(this.otherSession), "nobody holds a released lock");
	}

	@Test
	final void isFreeAgainWhenItIsClosed() {
		HeldLock held = take();
		held.close();
		assertFalse(held.isHeld(), "a closed lock is held");
		try (HeldLock next = this.other.tryLock(this.otherSession).orElseThrow()) {
			assertTrue(next.isHeld(), "the next one holds it");
			assertEquals(Optional.empty(), next.takenOverFrom(), "it was released, not taken over");
		}
	}

	@Test
	final void mayBeClosedTwice() {
		HeldLock held = take();
		held.close();
		try (HeldLock next = this.other.tryLock(this.otherSession).orElseThrow()) {
			held.close();
			assertTrue(next.isHeld(), "closing again does nothing to the next holder");
			assertEquals(Optional.empty(), this.lock.tryLock(this.session), "the next holder keeps others out");
		}
	}

	@Test
	final void mayBeClosedAfterItsSessionEnded() {
		HeldLock held = take();
		kill(this.lock, this.session);
		held.close();
	}

	@Test
	final void isFreeAgainAfterTheDeathOfItsHolder() {
		take();
		kill(this.lock, this.session);
		try (HeldLock next = awaitLock()) {
			assertTrue(next.isHeld(), "the next one holds it");
		}
	}

	@Test
	final void canBeTakenAgainByTheSameSession() {
		take().close();
		take().close();
		try (HeldLock held = take()) {
			assertTrue(held.isHeld(), "the lock is held");
		}
	}

	@Test
	final void tellsThatItWasLost() throws SQLException {
		try (HeldLock held = take()) {
			lose(this.session);
			assertFalse(held.isHeld(), "a lost lock is held");
			try (HeldLock next = awaitLock()) {
				assertFalse(held.isHeld(), "what is lost does not come back when another takes it");
				assertTrue(next.isHeld(), "the next one holds it");
			}
		}
	}

	@Test
	final void isNotTakenFromTheNextHolderByClosingALostOne() throws SQLException {
		HeldLock held = take();
		lose(this.session);
		try (HeldLock next = awaitLock()) {
			held.close();
			assertTrue(next.isHeld(), "the next one holds it");
			assertEquals(Optional.empty(), this.lock.tryLock(this.session), "the next holder keeps others out");
		}
	}

	@Test
	final void letsAsManyTransactionsCommitAsAreWanted() throws SQLException {
		try (HeldLock held = take()) {
			for (int i = 0; i < 3; i++) {
				begin(held, "held");
				this.session.execute("COMMIT");
			}
			assertEquals(3, entries("held"), "committed entries");
			assertTrue(held.isHeld(), "the lock is held after a commit");
		}
	}

	@Test
	final void letsNothingBeCommittedAfterItsHolderWasReplaced() throws SQLException {
		HeldLock held = take();
		this.session.execute("BEGIN; INSERT INTO contract_ledger VALUES ('too late')");
		kill(this.lock, this.session);
		try (HeldLock next = awaitLock()) {
			assertThrows(SQLException.class, () -> commit(held), "the former holder commits");
			assertTrue(next.isHeld(), "the next one holds it");
		}
		assertEquals(0, entries("too late"), "committed entries");
	}

	@Test
	final void doesNotExcludeAnotherHistory() throws SQLException {
		MigrationLock second = lock("contract_two");
		try (HeldLock held = take();
				Session third = open(second);
				HeldLock both = second.tryLock(third).orElseThrow()) {
			assertTrue(held.isHeld() && both.isHeld(), "both are held");
			assertRefused();
		}
	}

	private HeldLock take() {
		HeldLock held = this.lock.tryLock(this.session)
			.orElseThrow(() -> new AssertionError("A free lock was refused"));
		this.taken.add(held);
		return held;
	}

	private void assertRefused() {
		long start = System.nanoTime();
		assertEquals(Optional.empty(), this.other.tryLock(this.otherSession), "two hold the lock");
		assertAtOnce(start);
	}

	private static void assertAtOnce(long start) {
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		assertTrue(took.compareTo(AT_ONCE) < 0, () -> "the answer took " + took);
	}

	/**
	 * Asks again until the lock can be had, as whoever waits for it does.
	 */
	private HeldLock awaitLock() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < deadline) {
			Optional<HeldLock> held = this.other.tryLock(this.otherSession);
			if (held.isPresent()) {
				return held.get();
			}
			pause();
		}
		throw new AssertionError("The lock was not free after " + PATIENCE);
	}

	private static void pause() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void begin(HeldLock held, String entry) throws SQLException {
		this.session.execute("BEGIN; INSERT INTO contract_ledger VALUES ('%s')".formatted(entry));
		for (String fence : held.fence()) {
			this.session.execute(fence);
		}
	}

	private void commit(HeldLock held) throws SQLException {
		for (String fence : held.fence()) {
			this.session.execute(fence);
		}
		this.session.execute("COMMIT");
	}

	private int entries(String entry) {
		return this.observer.jdbc()
			.sql("SELECT count(*) FROM contract_ledger WHERE entry = ?")
			.param(entry)
			.query(Integer.class)
			.single();
	}

	private void assertQuiet(String who, Session observed) {
		int pid = observed.jdbc().sql("SELECT pg_catalog.pg_backend_pid()").query(Integer.class).single();
		List<String> seen = this.observer.jdbc().sql("""
				SELECT state || ', ' || CASE WHEN xact_start IS NULL THEN 'no transaction' ELSE 'a transaction' END
				             || ', ' || CASE WHEN backend_xmin IS NULL THEN 'no snapshot' ELSE 'a snapshot' END
				FROM pg_catalog.pg_stat_activity WHERE pid = ?
				""").param(pid).query(String.class).list();
		assertEquals(List.of(QUIET), seen, who);
	}

}
