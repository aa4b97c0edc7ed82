package dev.tidemark.lock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.Migrator;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.sql.SqlQuote;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Others find by its mark what the owner of a lease still executes, whatever the
 * application is called.
 */
@PostgresTest
class LeaseMarkTests extends AbstractMigratorTests {

	private TestRole role;

	@BeforeEach
	void createRole() {
		this.role = database().createRole("");
		database().execute("GRANT CREATE, USAGE ON SCHEMA public TO " + this.role.name());
		database().execute("GRANT CREATE ON DATABASE %s TO %s".formatted(database().name(), this.role.name()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "größe", "a/*b", "a*/b", "a**//b", "o'r\"d\\e%r_s ? :name ${x} $$", "a\nb\tc",
			"an-application-whose-name-is-as-long-as-what-kubernetes-allows-for-one-of-its-pods",
			"🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀" })
	void isWhatTheServerShowsOfASession(String application) {
		seesItself(application);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "größe", "a/*b", "a*/b", "a**//b", "o'r\"d\\e%r_s ? :name ${x} $$", "a\nb\tc",
			"an-application-whose-name-is-as-long-as-what-kubernetes-allows-for-one-of-its-pods",
			"🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀" })
	void isWhatTheServerShowsOfATransaction(String application) {
		database().execute("REVOKE EXECUTE ON FUNCTION pg_backend_pid() FROM PUBLIC");
		seesItself(application);
	}

	@ParameterizedTest
	@ValueSource(strings = { "größengrößengrößengrößengrößengrößengrößengr", "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü",
			"o'r\"d\\e%r_s ? :name", "🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀" })
	void standsBesideTheHistoryHoweverThatIsCalled(String table) {
		write("001_a.sql", "CREATE TABLE a ()");
		LockSettings lease = new LockSettings(LockStrategy.LEASE, null, null, null);
		Migrator
			.of(database().dataSource(this.role),
					settings().withHistory(new HistorySettings(table, table, null)).withLock(lease))
			.migrate();
		assertThat(values("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace"
			.formatted(SqlQuote.literal(SqlQuote.identifier(table))))).hasSize(2).contains(table);
	}

	private void seesItself(String application) {
		write("001_seen.sql", """
				CREATE TABLE seen AS SELECT l.mark FROM schema_migrations_lock l
				JOIN pg_stat_activity a ON a.application_name = l.mark
				""");
		// a function in an index is evaluated by the statement that runs alone
		write("002_alone.sql", """
				CREATE TABLE indexed AS SELECT 1 AS id;
				CREATE FUNCTION seen(id int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
				BEGIN
				  IF NOT EXISTS (SELECT FROM public.schema_migrations_lock l JOIN pg_catalog.pg_stat_activity a
				                 ON a.application_name = l.mark OR pg_catalog.strpos(a.query, l.mark) > 0) THEN
				    RAISE EXCEPTION 'nobody sees whose statement this is';
				  END IF;
				  RETURN id;
				END $$;
				CREATE INDEX CONCURRENTLY found ON indexed (seen(id));
				""");
		LockSettings lease = new LockSettings(LockStrategy.LEASE, null, null, null);
		Migrator.of(database().dataSource(this.role), settings().withApplication(application).withLock(lease))
			.migrate();
		assertThat(values("SELECT mark FROM seen")).hasSize(1);
		assertThat(exists("found")).isTrue();
	}

}
