package dev.tidemark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script that failed once in any place does what a session does that sends it statement
 * by statement, as psql would.
 */
@PostgresTest
class RandomTransactionsTests extends AbstractMigratorTests {

	private static final int SEEDS = 60;

	private static final String LOG = "SELECT id || ' ' || entry FROM log ORDER BY id";

	@Test
	void doesWhatAnInteractiveSessionDoes() {
		for (int seed = 0; seed < SEEDS; seed++) {
			List<String> statements = RandomTransactions.of(seed);
			database().execute("DROP TABLE IF EXISTS log, schema_migrations; CREATE TABLE log (id int, entry text)");
			List<String> expected = expected(statements);
			int place = new Random(seed).nextInt(statements.size() + 1);
			write(place, statements, "SELECT 1/0");
			migrateFailing();
			write(place, statements, "SELECT 1/1");
			migrate();
			assertThat(values(LOG)).as("seed %d, failing before statement %d of %s", seed, place + 1, statements)
				.isEqualTo(expected);
		}
	}

	private List<String> expected(List<String> statements) {
		try (OtherSession session = OtherSession.open(database(), "psql")) {
			statements.forEach(session::execute);
		}
		List<String> expected = values(LOG);
		database().execute("TRUNCATE log");
		return expected;
	}

	private void write(int place, List<String> statements, String added) {
		List<String> all = new ArrayList<>(statements);
		all.add(place, added);
		write("001_random.sql", String.join(";\n", all) + ";\n");
	}

}
