package dev.tidemark.test.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs fixtures in a JUnit of their own, most of them on the server of this test, given
 * by URL.
 */
@PostgresTest
class PostgresExtensionTests {

	private static final List<TestDatabase> seen = new ArrayList<>();

	@BeforeEach
	void forget() {
		seen.clear();
	}

	@Test
	void dropsTheDatabaseAfterEachMethod(TestDatabase database) {
		run(Methods.class, url(database)).testEvents().assertStatistics((events) -> events.succeeded(2));
		assertThat(seen).hasSize(2).doesNotHaveDuplicates();
		assertThat(existing(database)).doesNotContainAnyElementsOf(names());
	}

	@Test
	void sharesStaticFieldsWithinAClassAndDropsTheDatabaseAfterIt(TestDatabase database) {
		run(Statics.class, url(database)).testEvents().assertStatistics((events) -> events.succeeded(3));
		assertThat(seen).hasSize(4).containsOnly(seen.get(0));
		assertThat(existing(database)).doesNotContainAnyElementsOf(names());
	}

	@Test
	void dropsWhatATestHasLeftOnAGivenServer(TestDatabase database) {
		run(Forgetful.class, url(database)).testEvents().assertStatistics((events) -> events.succeeded(1));
		assertThat(seen).hasSize(1);
		assertThat(existing(database)).doesNotContainAnyElementsOf(names());
	}

	@Test
	void givesAConstructorTheMethodsDatabase(TestDatabase database) {
		run(Constructed.class, url(database)).testEvents().assertStatistics((events) -> events.succeeded(2));
		assertThat(seen).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void isEnoughOnAMethod(TestDatabase database) {
		run(OnMethod.class, url(database)).testEvents().assertStatistics((events) -> events.succeeded(1));
	}

	@Test
	void skipsATestThatNeedsAnotherVersionThanTheGivenServers(TestDatabase database) {
		run(OldVersion.class, url(database)).allEvents()
			.assertThatEvents()
			.haveExactly(1, EventConditions.event(EventConditions.abortedWithReason(
					TestExecutionResultConditions.message((message) -> message.contains("needs PostgreSQL 9")))));
	}

	@Test
	void skipsATestThatNeedsASettingTheGivenServerHasNot(TestDatabase database) {
		run(OddSetting.class, url(database)).allEvents()
			.assertThatEvents()
			.haveExactly(1, EventConditions.event(EventConditions.abortedWithReason(TestExecutionResultConditions
				.message((message) -> message.contains("needs the server setting max_connections=17")))));
	}

	@Test
	void runsATestWhoseSettingTheGivenServerHas(TestDatabase database) {
		run(UsualSetting.class, url(database)).testEvents().assertStatistics((events) -> events.succeeded(1));
	}

	@Test
	void runsATestOnTheServerThatItNames(TestDatabase database) {
		run(OnNamedServer.class, Map.of(ServerSource.DATABASE, "not asked", "TIDEMARK_SPECIAL_URL", url(database)))
			.testEvents()
			.assertStatistics((events) -> events.succeeded(1));
		assertThat(seen).extracting(TestDatabase::jdbcUrl)
			.allSatisfy((url) -> assertThat(url).startsWith(database.jdbcUrl().replace(database.name(), "")));
	}

	@Test
	void skipsATestWhoseServerIsNotNamed(TestDatabase database) {
		run(OnNamedServer.class, url(database)).allEvents()
			.assertThatEvents()
			.haveExactly(1, EventConditions.event(EventConditions.abortedWithReason(TestExecutionResultConditions
				.message((message) -> message.contains("needs TIDEMARK_SPECIAL_URL")))));
	}

	@Test
	void failsWhereTheChoiceOfServerIsNotUnderstood() {
		run(Methods.class, "mysql").testEvents()
			.assertThatEvents()
			.haveExactly(2, EventConditions.event(EventConditions.finishedWithFailure(TestExecutionResultConditions
				.message((message) -> message.contains("neither auto, testcontainers, embedded nor a URL")))));
	}

	@Test
	void startsTheServerOnceAndStopsItAfterTheLastTest() {
		run(Methods.class, "embedded").testEvents().assertStatistics((events) -> events.succeeded(2));
		assertThat(seen).hasSize(2);
		assertThat(seen.get(0).server()).isSameAs(seen.get(1).server());
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> seen.get(0).dataSource().getConnection().close())
			.withMessageContaining("refused");
	}

	@Test
	void startsTheConfiguredVersion() {
		run(Methods.class, Map.of(ServerSource.DATABASE, "embedded", ServerSource.VERSION, "14")).testEvents()
			.assertStatistics((events) -> events.succeeded(2));
		assertThat(seen).extracting(TestDatabase::serverVersion).containsExactly(14, 14);
	}

	private static EngineExecutionResults run(Class<?> fixture, String server) {
		return run(fixture, Map.of(ServerSource.DATABASE, server));
	}

	private static EngineExecutionResults run(Class<?> fixture, Map<String, String> configuration) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(fixture))
			.configurationParameters(configuration)
			.execute();
	}

	private static String url(TestDatabase database) {
		return database.jdbcUrl() + "?user=" + database.username() + "&password=" + database.password();
	}

	private static List<String> names() {
		return seen.stream().map(TestDatabase::name).toList();
	}

	private static List<String> existing(TestDatabase database) {
		return database.jdbc().sql("SELECT datname::text FROM pg_database").query(String.class).list();
	}

	@PostgresTest
	static class Methods {

		private TestDatabase database;

		@RepeatedTest(2)
		void sees() {
			this.database.execute("SELECT 1");
			seen.add(this.database);
		}

	}

	@PostgresTest
	static class Statics {

		private static TestDatabase database;

		@BeforeAll
		static void seesBefore(TestDatabase parameter) {
			seen.add(parameter);
		}

		@RepeatedTest(2)
		void sees(TestDatabase ofMethod) {
			assertThat(ofMethod).isNotSameAs(database);
			seen.add(database);
		}

		@Nested
		class Inner {

			@Test
			void sees() {
				seen.add(database);
			}

		}

	}

	@PostgresTest
	static class Forgetful {

		@Test
		void leavesADatabase(TestServer server) {
			seen.add(server.createDatabase());
		}

	}

	@PostgresTest
	static class Constructed {

		private final TestDatabase database;

		Constructed(TestDatabase database) {
			this.database = database;
		}

		@RepeatedTest(2)
		void sees(TestDatabase parameter) {
			assertThat(parameter).isSameAs(this.database);
			seen.add(parameter);
		}

	}

	static class OnMethod {

		@Test
		@PostgresTest
		void sees(TestDatabase database) {
			database.execute("SELECT 1");
		}

	}

	@PostgresTest(version = 9)
	static class OldVersion {

		@Test
		void sees(TestDatabase database) {
			seen.add(database);
		}

	}

	@PostgresTest(settings = "max_connections=17")
	static class OddSetting {

		@Test
		void sees(TestDatabase database) {
			seen.add(database);
		}

	}

	@PostgresTest(settings = "bytea_output=hex")
	static class UsualSetting {

		@Test
		void sees(TestDatabase database) {
			seen.add(database);
		}

	}

	@PostgresTest(urlFrom = "TIDEMARK_SPECIAL_URL")
	static class OnNamedServer {

		@Test
		void sees(TestDatabase database) {
			database.execute("SELECT 1");
			seen.add(database);
		}

	}

}
