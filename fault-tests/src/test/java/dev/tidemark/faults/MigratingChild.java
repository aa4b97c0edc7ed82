package dev.tidemark.faults;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.MigrationException;

/**
 * Migrates databases in a process of its own: a program without Spring Boot that ends its
 * runs when it is told to stop.
 */
public final class MigratingChild {

	/** The system property that says how many migrations are undone instead. */
	static final String UNDO = "undo";

	private static final int FIRST_URL = 4;

	private static final long AGAIN_AFTER_MS = 20;

	private MigratingChild() {
	}

	/**
	 * Migrates all databases at the same time.
	 * @param arguments user, password, folder of the migrations, lock strategy, and the
	 * JDBC URLs, which say the query mode
	 */
	public static void main(String[] arguments) throws InterruptedException {
		MigratorSettings settings = new MatrixMode(PreferQueryMode.SIMPLE, LockStrategy.valueOf(arguments[3]))
			.settings(Path.of(arguments[2]));
		List<Migrator> migrators = Arrays.stream(arguments, FIRST_URL, arguments.length)
			.map((url) -> Migrator.of(dataSource(url, arguments[0], arguments[1]), settings)
				.withJavaMigrations(KillSet::code))
			.toList();
		CountDownLatch running = new CountDownLatch(migrators.size());
		endOnSigterm(migrators, running);
		migrators.forEach((migrator) -> new Thread(() -> {
			migrate(migrator);
			running.countDown();
		}).start());
	}

	private static PGSimpleDataSource dataSource(String url, String user, String password) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(url);
		dataSource.setUser(user);
		dataSource.setPassword(password);
		return dataSource;
	}

	private static void migrate(Migrator migrator) {
		try {
			int undo = Integer.getInteger(UNDO, 0);
			System.out.println("done: " + ((undo > 0) ? migrator.rollback(undo) : migrator.migrate()).scripts());
		}
		catch (MigrationException ex) {
			System.out.println(ex.getMessage() + "\n" + ex.action());
		}
	}

	private static void endOnSigterm(List<Migrator> migrators, CountDownLatch running) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			do {
				migrators.forEach(Migrator::cancel);
			}
			while (!ended(running));
		}));
	}

	private static boolean ended(CountDownLatch running) {
		try {
			return running.await(AGAIN_AFTER_MS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

}
