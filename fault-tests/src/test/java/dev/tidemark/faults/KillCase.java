package dev.tidemark.faults;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.test.ExpectedSchema;
import dev.tidemark.test.database.RoundTripProxy;
import dev.tidemark.test.database.TestDatabase;

/**
 * One database whose migration is held up at one moment.
 */
final class KillCase implements AutoCloseable {

	private final TestDatabase database;

	private final MatrixMode mode;

	private final Path folder;

	private final Halt halt;

	private final RoundTripProxy proxy;

	KillCase(TestDatabase database, MatrixMode mode, Path folder, @Nullable KillPoint point) {
		this.database = database;
		this.mode = mode;
		this.folder = folder;
		this.halt = new Halt(point);
		this.proxy = RoundTripProxy.inFrontOf(database, this.halt);
	}

	String url() {
		return this.mode.url(this.proxy.jdbcUrl());
	}

	Halt halt() {
		return this.halt;
	}

	/**
	 * Runs in this process until the line is cut, and returns what is wrong, if anything
	 * is: nobody needs to mend a script.
	 */
	Optional<String> run() {
		try {
			migrator((PGSimpleDataSource) this.proxy.dataSource()).migrate();
			return Optional.empty();
		}
		catch (MigrationException ex) {
			return ex.action().contains("Mend") ? wound(ex) : Optional.empty();
		}
		catch (RuntimeException ex) {
			return wound(ex);
		}
	}

	private Optional<String> wound(Throwable ex) {
		return Optional.of("%s: %s".formatted(this.halt, ex));
	}

	/**
	 * Starts again, and returns what is wrong then, if anything is.
	 */
	Optional<String> heal(ExpectedSchema expected) {
		HealedDatabase healed = new HealedDatabase(this.database);
		try {
			Migrator migrator = migrator();
			migrator.migrate();
			healed.check(migrator, expected);
			return Optional.empty();
		}
		catch (RuntimeException | AssertionError ex) {
			return wound(ex);
		}
		finally {
			healed.clear();
		}
	}

	Migrator migrator() {
		return migrator((PGSimpleDataSource) this.database.dataSource());
	}

	private Migrator migrator(PGSimpleDataSource dataSource) {
		dataSource.setPreferQueryMode(this.mode.queryMode());
		return Migrator.of(dataSource, this.mode.settings(this.folder)).withJavaMigrations(KillSet::code);
	}

	@Override
	public void close() {
		this.proxy.close();
	}

}
