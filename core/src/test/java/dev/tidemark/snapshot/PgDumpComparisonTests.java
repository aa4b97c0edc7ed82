package dev.tidemark.snapshot;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import dev.tidemark.jdbc.Cancellation;
import dev.tidemark.rehearsal.PgDump;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What PostgreSQL's own program writes makes the same schema as a snapshot does. It has
 * to be installed, and not older than the server: otherwise the test is skipped.
 */
@PostgresTest(version = 14)
class PgDumpComparisonTests {

	/** A schema that template0 has too. */
	private static final Pattern PUBLIC = Pattern.compile("(?m)^CREATE SCHEMA public;$");

	private TestDatabase database;

	private TestServer server;

	@Test
	void makesTheSchemaThatPgDumpMakes() {
		String obstacle = PgDump.obstacle(this.server.version() * 10_000);
		Assumptions.assumeTrue(obstacle.isEmpty(), obstacle);
		RichSchema.create(this.database);
		String dump = PUBLIC.matcher(dump()).replaceAll("").replace("SET transaction_timeout = 0;", "");
		String snapshot = SnapshotCopy.snapshot(this.database, SnapshotSettings.defaults()).text();
		try (TestDatabase dumped = this.server.createDatabase(); TestDatabase copied = this.server.createDatabase()) {
			SnapshotCopy.apply(dump, dumped);
			SnapshotCopy.apply(snapshot, copied);
			assertThat(SnapshotCopy.fingerprint(copied).differences(SnapshotCopy.fingerprint(dumped)))
				.as("lines with - are what the snapshot makes, lines with + what pg_dump makes, which fills no view and has inherited columns come first")
				.containsExactly("""
						- materialized view public.aa_summary: permanent, access method heap
						+ materialized view public.aa_summary: permanent, access method heap, not populated""",
						"""
								- materialized view public.zz_summary: permanent, access method heap, options fillfactor=90
								+ materialized view public.zz_summary: permanent, access method heap, options fillfactor=90, not populated""",
						"""
								- order of columns of public.cats: purrs, legs, name, id
								+ order of columns of public.cats: id, name, legs, purrs""");
		}
	}

	private String dump() {
		String url = this.database.jdbcUrl().substring("jdbc:postgresql://".length());
		String address = url.substring(0, url.indexOf('/'));
		return PgDump.structure(Map.of("PGHOST", address.substring(0, address.indexOf(':')), "PGPORT",
				address.substring(address.indexOf(':') + 1), "PGUSER", this.database.username(), "PGPASSWORD",
				this.database.password()), this.database.name(), List.of(), new Cancellation());
	}

}
