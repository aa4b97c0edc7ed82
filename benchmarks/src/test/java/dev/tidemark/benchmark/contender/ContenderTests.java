package dev.tidemark.benchmark.contender;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.benchmark.server.BenchmarkServer;
import dev.tidemark.benchmark.server.Database;

import static org.assertj.core.api.Assertions.assertThat;

class ContenderTests {

	private static final Map<String, String> HISTORIES = Map.of("tidemark", "schema_migrations", "tidemark-grouped",
			"schema_migrations", "flyway", "flyway_schema_history", "liquibase", "databasechangelog");

	private static final String STRUCTURE = """
			SELECT string_agg(format('%s %s %s %s', relname, attname, format_type(atttypid, atttypmod),
			    obj_description(c.oid)), ', ' ORDER BY relname, attnum)
			  FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attnum > 0
			  WHERE relname LIKE 'item\\_%' AND relkind IN ('r', 'i')""";

	@TempDir
	static Path directory;

	private static BenchmarkServer server;

	@BeforeAll
	static void start() throws Exception {
		server = BenchmarkServer.start(directory);
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	@TestFactory
	Stream<DynamicTest> appliesAllMigrationsWithARowForEachAndThenNothing() throws Exception {
		Database expected = server.createDatabase();
		for (Script script : Script.tables(3)) {
			expected.execute(script.sql());
		}
		String structure = ask(expected, STRUCTURE);
		return general().map((contender) -> DynamicTest.dynamicTest(contender.name(), () -> {
			Database database = server.createDatabase();
			Path folder = write(contender, "three", Script.tables(3));

			contender.migrate(database, folder);

			assertThat(ask(database, STRUCTURE)).isEqualTo(structure).contains("item_3", "Items of kind 3");
			assertThat(rows(contender, database)).isEqualTo("3");

			database.execute("DROP TABLE item_2");
			contender.migrate(database, folder);

			assertThat(ask(database, "SELECT to_regclass('item_2')")).isNull();
			assertThat(rows(contender, database)).isEqualTo("3");
		}));
	}

	@TestFactory
	Stream<DynamicTest> appliesOneMoreInTheSchemaOfItsConnections() {
		return general().map((contender) -> DynamicTest.dynamicTest(contender.name(), () -> {
			Database database = server.createDatabase();
			database.execute("CREATE SCHEMA tenant");
			Database tenant = database.inSchema("tenant");
			List<Script> scripts = new ArrayList<>(Script.selects(2));

			contender.migrate(tenant, write(contender, "two", scripts));
			scripts.add(Script.table(3));
			contender.migrate(tenant, write(contender, "one-more", scripts));

			assertThat(ask(database, "SELECT to_regclass('tenant.item_3')")).isNotNull();
			assertThat(rows(contender, tenant)).isEqualTo("3");
			assertThat(ask(database, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
				.isEqualTo("0");
		}));
	}

	@TestFactory
	Stream<DynamicTest> fillsATableFromOneFile() {
		return Contenders.all().stream().map((contender) -> DynamicTest.dynamicTest(contender.name(), () -> {
			Database database = server.createDatabase();

			contender.migrate(database, write(contender, "data", List.of(Script.data(600, 20))));

			assertThat(ask(database, "SELECT count(*) || ' ' || max(length(note)) FROM item_1")).isEqualTo("600 20");
		}));
	}

	/**
	 * Those that run any migrations: one sends lines, whatever is in them.
	 */
	private static Stream<Contender> general() {
		return Contenders.all().stream().filter((contender) -> !contender.name().equals(RawChunks.NAME));
	}

	private static Path write(Contender contender, String name, List<Script> scripts) throws Exception {
		return contender.layout().write(directory.resolve(contender.name() + "-" + name), scripts);
	}

	private static String rows(Contender contender, Database database) throws SQLException {
		String history = HISTORIES.getOrDefault(contender.name(), "raw_history");
		String only = contender.name().startsWith("tidemark") ? " WHERE kind <> 'schema'" : "";
		return ask(database, "SELECT count(*) FROM " + history + only);
	}

	private static String ask(Database database, String query) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(query)) {
			result.next();
			return result.getString(1);
		}
	}

}
