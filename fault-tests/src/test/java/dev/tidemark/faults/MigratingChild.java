package dev.tidemark.faults;

import java.time.Duration;

import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.MigrationException;

/**
 * Migrates in a process of its own: a program without Spring Boot that ends its run when
 * it is told to stop.
 */
final class MigratingChild {

	private MigratingChild() {
	}

	/**
	 * Migrates.
	 * @param arguments JDBC URL, user, password, location of the migrations, lock
	 * strategy
	 */
	public static void main(String[] arguments) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(arguments[0]);
		dataSource.setUser(arguments[1]);
		dataSource.setPassword(arguments[2]);
		MigratorSettings settings = MigratorSettings.defaults()
			.withLocations(arguments[3])
			.withLock(new LockSettings(LockStrategy.valueOf(arguments[4]), null, Duration.ofMillis(20)));
		Migrator migrator = Migrator.of(dataSource, settings).withJavaMigrations(KillSet::code);
		try {
			System.out.println("done: " + migrator.migrate().scripts());
		}
		catch (MigrationException ex) {
			System.out.println(ex.getMessage() + "\n" + ex.action());
			System.exit(1);
		}
	}

}
