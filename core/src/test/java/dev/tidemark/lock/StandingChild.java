package dev.tidemark.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.event.MigrationEvent.StepFinished;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.migration.Version;

/**
 * Migrates with a lease in a process of its own, and says when it has come to the moment
 * at which it is to be stopped.
 */
public final class StandingChild {

	/** Exists when the moment has come. */
	static final String REACHED = "reached";

	/** Is made by the parent to let it go on. */
	static final String GO_ON = "go-on";

	private StandingChild() {
	}

	/**
	 * Migrates.
	 * @param arguments JDBC URL, user, password, folder of the migrations, the moment,
	 * and the lease's expiry
	 */
	public static void main(String[] arguments) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(arguments[0]);
		dataSource.setUser(arguments[1]);
		dataSource.setPassword(arguments[2]);
		Path folder = Path.of(arguments[3]);
		Moment moment = Moment.valueOf(arguments[4]);
		LockSettings lock = new LockSettings(LockStrategy.LEASE, null, null, Duration.parse(arguments[5]));
		MigratorSettings settings = MigratorSettings.defaults()
			.withLocations("file:" + folder)
			.withLock(lock)
			.withExecution(new ExecutionSettings(Duration.ofMinutes(1), null, null));
		Migrator migrator = Migrator.of(dataSource, settings);
		if (moment == Moment.IN_JAVA) {
			migrator = migrator.withJavaMigrations(() -> List.of(code(() -> standStill(folder))));
		}
		if (moment == Moment.BETWEEN) {
			migrator = migrator.withListeners(List.of(standingStillAfterTheFirst(folder)));
		}
		try {
			System.out.println("done: " + migrator.migrate().scripts());
		}
		catch (MigrationException ex) {
			System.out.println(ex.getMessage() + "\n" + ex.action());
		}
	}

	static CodeMigration code(Runnable inTheMiddle) {
		return new CodeMigration(Version.of("2"), "code", "Code", false, (context) -> {
			context.jdbc().sql("CREATE TABLE second ()").update();
			inTheMiddle.run();
			context.jdbc().sql("INSERT INTO ledger VALUES (2)").update();
		});
	}

	private static MigrationListener standingStillAfterTheFirst(Path folder) {
		return (event) -> {
			if (event instanceof StepFinished finished && finished.step().number() == 1) {
				standStill(folder);
			}
		};
	}

	private static void standStill(Path folder) {
		try {
			Files.createFile(folder.resolve(REACHED));
			while (!Files.exists(folder.resolve(GO_ON))) {
				Thread.sleep(5);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Where a process is stopped.
	 */
	enum Moment {

		/** While the server executes a statement of a transaction. */
		IN_A_STATEMENT,

		/** Between two statements of a Java migration. */
		IN_JAVA,

		/** Between two migrations. */
		BETWEEN

	}

}
