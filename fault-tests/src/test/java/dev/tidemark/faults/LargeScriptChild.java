package dev.tidemark.faults;

import java.nio.file.Path;

import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;

/**
 * Migrates a database in a process of its own, whose heap is given.
 */
public final class LargeScriptChild {

	private LargeScriptChild() {
	}

	/**
	 * Migrates.
	 * @param arguments user, password, folder of the migrations, and the JDBC URL
	 */
	public static void main(String[] arguments) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(arguments[3]);
		dataSource.setUser(arguments[0]);
		dataSource.setPassword(arguments[1]);
		Migrator.of(dataSource, MigratorSettings.defaults().withLocations("file:" + Path.of(arguments[2]))).migrate();
		System.out.println("done");
	}

}
