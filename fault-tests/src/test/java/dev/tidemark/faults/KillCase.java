package dev.tidemark.faults;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

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

	private final PreferQueryMode queryMode;

	private final Halt halt;

	private final RoundTripProxy proxy;

	KillCase(TestDatabase database, PreferQueryMode queryMode, @Nullable KillPoint point) {
		this.database = database;
		this.queryMode = queryMode;
		this.halt = new Halt(point);
		this.proxy = RoundTripProxy.inFrontOf(database, this.halt);
	}

	String url() {
		return this.proxy.jdbcUrl() + "&preferQueryMode=" + this.queryMode.value();
	}

	Halt halt() {
		return this.halt;
	}

	/**
	 * Runs in this process until the line is cut, and returns what is wrong, if anything
	 * is: nobody needs to mend a script.
	 */
	Optional<String> run(Path folder) {
		try {
			PGSimpleDataSource dataSource = (PGSimpleDataSource) this.proxy.dataSource();
			migrator(dataSource, folder).migrate();
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
	Optional<String> heal(Path folder, ExpectedSchema expected) {
		HealedDatabase healed = new HealedDatabase(this.database);
		try {
			Migrator migrator = migrator(folder);
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

	Migrator migrator(Path folder) {
		return migrator((PGSimpleDataSource) this.database.dataSource(), folder);
	}

	private Migrator migrator(PGSimpleDataSource dataSource, Path folder) {
		dataSource.setPreferQueryMode(this.queryMode);
		return Migrator.of(dataSource,
new MigrationFolder(folder).settings()).withJavaMigrations(KillSet::code);
	}

	@Override
	public void close() {
		this.proxy.close();
	}

}
