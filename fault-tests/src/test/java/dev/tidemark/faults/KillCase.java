package dev.tidemark.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
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
			return Optional.of("%s: %s".formatted(this.halt, ex.getMessage()));
		}
		finally {
			healed.clear();
		}
	}

	Migrator migrator(Path folder) {
		PGSimpleDataSource dataSource = (PGSimpleDataSource) this.database.dataSource();
		dataSource.setPreferQueryMode(this.queryMode);
		return Migrator.of(dataSource,
				MigratorSettings.defaults()
					.withLocations("file:" + folder)
					.withLock(new LockSettings(LockStrategy.ADVISORY, Duration.ofSeconds(30), Duration.ofMillis(10), null)))
			.withJavaMigrations(KillSet::code);
	}

	@Override
	public void close() {
		this.proxy.close();
	}

}
