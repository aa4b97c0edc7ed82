package dev.tidemark.rehearsal;

import org.junit.jupiter.api.Test;

import dev.tidemark.RehearsalRequest;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.migration.Version;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * On the oldest PostgreSQL, for which the pg_dump of most machines is new enough.
 */
@PostgresTest(version = 14)
class CopyRehearsalOn14Tests extends CopyRehearsalTests {

	@Test
	void aHistoryThatIsGoingToBeginWithABaselineDoesSoInTheCopy() {
		assumeTrue(PgDump.obstacle(140000).isEmpty(), "no pg_dump on the path");
		write("001_tasks.sql", "CREATE TABLE tasks (id int)");
		write("002_more.sql", "ALTER TABLE tasks ADD note text");
		database().jdbc().sql("CREATE TABLE tasks (id int)").update();
		RehearsalReport report = migrator(settings().withBaseline(BaselineSettings.defaults().at(Version.of("1"))))
			.rehearse(RehearsalRequest.onCopy());
		assertThat(report.failure()).isNull();
		assertThat(report.basis())
			.contains("pg_dump, since the history does not tell it (it is going to begin with a baseline");
		assertThat(report.steps()).extracting(RehearsedStep::label).containsExactly("002 more");
		assertThat(exists("schema_migrations")).isFalse();
	}

}
