package dev.tidemark.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.AbstractDataSource;

import dev.tidemark.CapturedLog;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several processes at once that take the lock, write, stand still for longer than a
 * lease is good for, and die: whoever commits with the lock finds that nobody else has
 * committed since it took it.
 */
@PostgresTest
class LockContentionFuzzTests {

	private static final int CONTENDERS = 6;

	private static final int SECONDS = 2;

	private static final int EXPIRY_MS = 60;

	private TestDatabase database;

	private final AtomicInteger commits = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	@ParameterizedTest
	@EnumSource(LockModelFuzzTests.Mix.class)
	void neverLetsTwoCommit(LockModelFuzzTests.Mix mix) throws Exception {
		long seed = FuzzSettings.seed("neverLetsTwoCommit " + mix);
		this.database.execute("CREATE TABLE ledger (entry text)");
		long deadline = FuzzSettings.deadline(SECONDS);
		ExecutorService executor = Executors.newFixedThreadPool(CONTENDERS);
		List<Future<Void>> futures = new ArrayList<>();
		for (int i = 0; i < CONTENDERS; i++) {
			// every third stands still as a whole, and not only the thread that migrates
			DataSource renewed = (i % 3 == 0) ? new NoConnections() : this.database.dataSource();
			Contender contender = new Contender(this.database, i, mix.strategy(i), Duration.ofMillis(EXPIRY_MS),
					renewed);
			futures.add(executor.submit(contending(contender, new Random(seed + i), deadline)));
		}
		executor.shutdown();
		try (CapturedLog log = new CapturedLog()) {
			for (Future<Void> future : futures) {
				future.get();
			}
		}
		catch (ExecutionException ex) {
			throw new AssertionError("seed " + seed, ex.getCause());
		}
		System.out.printf("%s: %d commits, %d refused%n", mix, this.commits.get(), this.refused.get());
		assertThat(this.commits.get()).as("commits").isPositive();
	}

	private Callable<Void> contending(Contender contender, Random random, long deadline) {
		return () -> {
			while (System.nanoTime() < deadline) {
				if (!step(contender, random)) {
					contender.restart();
				}
			}
			contender.close();
			return null;
		};
	}

	/**
	 * Returns whether the session lives.
	 */
	private boolean step(Contender contender, Random random) {
		try {
			if (!contender.tryLock()) {
				stand(random, 5);
				return true;
			}
			int before = contender.entriesOfOthers();
			for (int i = random.nextInt(4); i >= 0; i--) {
				transaction(contender, random, before);
			}
			return random.nextInt(8) != 0 && released(contender);
		}
		catch (SQLException | DataAccessException ex) {
			// the lease was lost, and with it maybe the session
			this.refused.incrementAndGet();
			return false;
		}
	}

	private static boolean released(Contender contender) {
		contender.release();
		return true;
	}

	private void transaction(Contender contender, Random random, int before) throws SQLException {
		contender.begin();
		stand(random, EXPIRY_MS);
		contender.fence();
		int others = contender.entriesOfOthers();
		stand(random, EXPIRY_MS);
		contender.commit();
		this.commits.incrementAndGet();
		assertThat(others).as("what others had committed when %s committed", contender).isEqualTo(before);
		if (random.nextInt(6) == 0) {
			contender.kill();
		}
		stand(random, EXPIRY_MS);
	}

	/**
	 * Mostly not at all, and sometimes for longer than a lease is good for.
	 */
	private static void stand(Random random, int ms) {
		if (random.nextInt(3) == 0) {
			try {
				Thread.sleep(random.nextInt(2 * ms));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * Is asked for connections in vain.
	 */
	private static final class NoConnections extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("This process stands still");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
