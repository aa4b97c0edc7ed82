package dev.tidemark.execution;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.MigrationFailedException;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CREATE INDEX CONCURRENTLY on a partitioned table, which PostgreSQL refuses.
 */
@PostgresTest
class PartitionedIndexBuildTests extends AbstractInterruptionTests {

	private static final String BUILD = "CREATE INDEX CONCURRENTLY orders_customer ON orders (customer)";

	@BeforeEach
	void setUp() {
		database().execute("""
				CREATE TABLE orders (day int, customer int) PARTITION BY RANGE (day);
				CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (1) TO (2);
				CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM (2) TO (3) PARTITION BY LIST (customer);
				CREATE TABLE orders_2_a PARTITION OF orders_2 FOR VALUES IN (1, 2);
				CREATE SCHEMA old;
				CREATE TABLE old.orders_3 PARTITION OF orders FOR VALUES FROM (3) TO (4);
				INSERT INTO orders VALUES (1, 1), (2, 1), (3, 1);
				""");
		write("001_index.sql", BUILD);
	}

	private static List<String> complete() {
		return List.of("old.orders_customer_orders_3 t", "orders_customer t", "orders_customer_orders_1 t",
				"orders_customer_orders_2 t", "orders_customer_orders_2_a t");
	}

	private List<String> indexes() {
		return values("""
				SELECT indexrelid::regclass || ' ' || CASE WHEN indisvalid THEN 't' ELSE 'f' END FROM pg_index
				WHERE indexrelid::regclass::text LIKE '%orders%' ORDER BY indexrelid::regclass::text COLLATE "C"
				""");
	}

	@Test
	void buildsThePartsConcurrentlyAndAttachesThem() {
		migrate();
		assertThat(indexes()).containsExactlyElementsOf(complete());
		assertThat(values("SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'orders_customer'::regclass"))
			.hasSize(3);
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders_1", "orders_2_a", "old.orders_3" })
	void goesOnAfterACrashInOneOfTheParts(String partition) {
		interrupt("UPDATE %s SET customer = 2".formatted(partition), "create index concurrently%");
		assertThat(invalidIndexes()).contains("orders_customer").hasSizeGreaterThan(1);
		database().execute("CREATE TABLE orders_4 PARTITION OF orders FOR VALUES FROM (4) TO (5)");
		migrate();
		assertThat(invalidIndexes()).isEmpty();
		assertThat(indexes()).containsAll(complete());
		assertThat(states()).containsExactly(MigrationState.APPLIED);
	}

	@Test
	void goesOnAfterEveryStep() {
		migrate();
		database().execute("DROP INDEX orders_customer");
		List<String> steps = List.of("CREATE INDEX orders_customer ON ONLY orders (customer)",
				"CREATE INDEX orders_customer_orders_1 ON orders_1 (customer)",
				"ALTER INDEX orders_customer ATTACH PARTITION orders_customer_orders_1",
				"CREATE INDEX orders_customer_orders_2 ON ONLY orders_2 (customer)",
				"CREATE INDEX orders_customer_orders_2_a ON orders_2_a (customer)",
				"ALTER INDEX orders_customer_orders_2 ATTACH PARTITION orders_customer_orders_2_a",
				"ALTER INDEX orders_customer ATTACH PARTITION orders_customer_orders_2",
				"CREATE INDEX orders_customer_orders_3 ON old.orders_3 (customer)",
				"ALTER INDEX orders_customer ATTACH PARTITION old.orders_customer_orders_3");
		for (int done = 0; done <= steps.size(); done++) {
			database().execute("DROP INDEX IF EXISTS orders_customer");
			steps.subList(0, done).forEach(database()::execute);
			crash(BUILD);
			migrate();
			assertThat(indexes()).as("after %d steps", done).containsExactlyElementsOf(complete());
		}
	}

	@Test
	void buildsAUniqueIndexWhenTheDuplicatesAreGone() {
		database().execute("INSERT INTO orders VALUES (3, 1)");
		write("001_index.sql", "CREATE UNIQUE INDEX CONCURRENTLY orders_customer ON orders (day, customer)");
		assertThat(migrateFailing().sqlState()).isEqualTo("23505");
		assertThat(invalidIndexes()).contains("orders_customer", "old.orders_customer_orders_3");
		database().execute("DELETE FROM old.orders_3");
		migrate();
		assertThat(indexes()).containsExactlyElementsOf(complete());
	}

	@Test
	void buildsAnIndexWithoutAName() {
		write("001_index.sql", "CREATE INDEX CONCURRENTLY ON orders (customer)");
		interrupt("UPDATE orders_1 SET customer = 2", "create index concurrently%");
		migrate();
		assertThat(invalidIndexes()).isEmpty();
		assertThat(indexes()).hasSize(5).contains("orders_customer_idx t", "orders_customer_idx_orders_1 t");
	}

	@Test
	void acceptsWhatIsThereWithIfNotExists() {
		database().execute("CREATE INDEX orders_customer ON orders (customer)");
		List<String> before = indexes();
		write("001_index.sql", BUILD.replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS"));
		migrate();
		assertThat(indexes()).isEqualTo(before);
	}

	@Test
	void leavesTheInvalidIndexOfSomebodyElseAlone() {
		database().execute("CREATE INDEX orders_customer ON ONLY orders (customer)");
		MigrationFailedException failure = migrateFailing();
		assertThat(failure).hasMessageContaining("the history does not say that this migration began it");
		assertThat(migrateFailing()).hasMessageContaining("the history does not say that this migration began it");
		assertThat(indexes()).containsExactly("orders_customer f");
	}

	@Test
	void namesAForeignPartition() {
		database().execute("""
				CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
				CREATE FOREIGN TABLE orders_5 PARTITION OF orders FOR VALUES FROM (5) TO (6)
				  SERVER files OPTIONS (filename '/dev/null')
				""");
		assertThat(migrateFailing()).hasMessageContaining("The partition orders_5 is a foreign table")
			.hasMessageContaining("create it without CONCURRENTLY");
		assertThat(indexes()).isEmpty();
	}

}
