package dev.tidemark.adoption;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.AdoptionReport;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.migration.AdoptionException;
import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationLockException;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Real Liquibase migrates, and its history is taken over.
 */
class LiquibaseAdoptionTests extends AbstractMigratorTests {

	private static final String MASTER = "db/db.changelog-master.yaml";

	private static final String FOREIGN_ROWS = "SELECT c::text || xmin FROM databasechangelog c ORDER BY orderexecuted";

	private static final String FIRST = """
			--liquibase formatted sql

			--changeset ann:harbours
			--comment: where the boats are
			CREATE TABLE harbours (id bigint PRIMARY KEY, name text NOT NULL);
			INSERT INTO harbours VALUES (1, 'Ystad; -- old'), (2, 'Kivik');
			--rollback DROP TABLE harbours;

			--changeset "Bob B.":"2" splitStatements:false
			CREATE FUNCTION shout(word text) RETURNS text LANGUAGE plpgsql AS $$
			BEGIN
			  RETURN upper(word) || '!';
			END;
			$$;
			--rollback DROP FUNCTION shout;

			--changeset ann:index runInTransaction:false
			CREATE INDEX CONCURRENTLY harbours_name ON harbours (name);
			--rollback DROP INDEX CONCURRENTLY harbours_name;
			""";

	private static final String SECOND = """
			--liquibase formatted sql logicalFilePath:boats
			--property name:words value:text
			--changeset ann:harbours endDelimiter:/
			CREATE TABLE boats (id bigint PRIMARY KEY, harbour bigint REFERENCES harbours, name ${words})
			/
			INSERT INTO boats VALUES (1, 1, 'Möwe'), (2, NULL, '/')
			/
			/* liquibase rollback
			DROP TABLE boats;
			*/
			--changeset ann:loud runOnChange:true
			CREATE OR REPLACE VIEW loud AS SELECT shout(name) AS name FROM boats;
			--rollback DROP VIEW loud;
			--changeset ann:oracle dbms:oracle
			CREATE TABLE nowhere (id NUMBER);
			""";

	private void writeHarbours() {
		write(MASTER, """
				databaseChangeLog:
				  - includeAll:
				      path: changes
				      relativeToChangelogFile: true
				""");
		write("db/changes/001-harbours.sql", FIRST);
		write("db/changes/002-boats.sql", SECOND);
	}

	private RealLiquibase liquibase() {
		return new RealLiquibase(database(), folder().path());
	}

	private AdoptionReport adopt() {
		return migrator().adopt(AdoptionRequest.of("liquibase"));
	}

	private AdoptionException refused() {
		return assertThatExceptionOfType(AdoptionException.class).isThrownBy(this::adopt).actual();
	}

	/**
	 * Everything but the histories.
	 */
	private static List<String> schema(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT line FROM (
					  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
					  FROM information_schema.columns WHERE table_schema = 'public'
					  UNION ALL SELECT tablename || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
					  UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
					  UNION ALL SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
					  UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
					            WHERE connamespace = 'public'::regnamespace
					  UNION ALL SELECT h::text FROM harbours h UNION ALL SELECT b::text FROM boats b
					) everything WHERE line NOT LIKE '%databasechangelog%' AND line NOT LIKE '%schema_migrations%' ORDER BY 1
					""")
			.query(String.class)
			.list();
	}

	@Test
	void recordsWhatLiquibaseHasAppliedAndRunsOnlyWhatIsNew() {
		writeHarbours();
		liquibase().update(MASTER);
		List<String> before = values(FOREIGN_ROWS);
		AdoptionReport report = adopt();
		assertThat(report.rows()).extracting((row) -> row.foreign() + " | " + row.file() + " | " + row.verdict().word())
			.containsExactly("db/changes/001-harbours.sql::harbours::ann | 001-harbours.sql | adopted",
					"db/changes/001-harbours.sql::2::Bob B. | 001-harbours.sql | adopted",
					"db/changes/001-harbours.sql::index::ann | 001-harbours.sql | adopted",
					"db/changes/002-boats.sql::harbours::ann | 002-boats.sql | adopted",
					"db/changes/002-boats.sql::loud::ann | 002-boats.sql | adopted");
		assertThat(migrate().scripts()).isEmpty();
		write("db/changes/002-boats.sql", SECOND + "--changeset ann:new\nALTER TABLE boats ADD length real;\n");
		assertThat(migrate().scripts()).containsExactly("002-boats.sql");
		assertThat(history()).extracting((row) -> row.label() + " " + row.kind().word())
			.containsExactly("0.1.1@db/changes/001-harbours.sql::harbours::ann adopted",
					"0.1.2@db/changes/001-harbours.sql::2::Bob B. adopted",
					"0.1.3@db/changes/001-harbours.sql::index::ann adopted", "0.2.1@boats::harbours::ann adopted",
					"repeatable boats::loud::ann adopted", "0.2.4@boats::new::ann sql");
		assertThat(values(FOREIGN_ROWS)).isEqualTo(before);
		assertThat(values("SELECT locked FROM databasechangeloglock")).containsExactly("f");
	}

	@Test
	void leavesTheSchemaThatAPureRunLeaves() {
		writeHarbours();
		liquibase().update(MASTER);
		adopt();
		write("db/changes/003-more.sql", "--liquibase formatted sql\n--changeset ann:1\nCREATE TABLE more (id int);\n");
		migrate();
		try (TestDatabase pure = database().server().createDatabase();
				TestDatabase byLiquibase = database().server().createDatabase()) {
			Migrator.of(pure.dataSource(), settings()).migrate();
			new RealLiquibase(byLiquibase, folder().path()).update(MASTER);
			assertThat(schema(pure)).contains("(1,1,Möwe)", "(1,\"Ystad; -- old\")")
				.isEqualTo(schema(byLiquibase))
				.isEqualTo(schema(database()));
		}
	}

	@Test
	void leavesLiquibaseNothingToDoAndNothingToComplainOf() {
		writeHarbours();
		liquibase().update(MASTER);
		adopt();
		migrate();
		assertThat(liquibase().unrun(MASTER)).isZero();
		List<String> before = values(FOREIGN_ROWS);
		liquibase().update(MASTER);
		assertThat(values(FOREIGN_ROWS)).isEqualTo(before);
	}

	@Test
	void verifiesTheChecksumOfAChangesetAsLiquibaseDoes() {
		writeHarbours();
		liquibase().update(MASTER);
		assertThat(adopt().rows()).filteredOn((row) -> row.note().equals("checksum verified"))
			.extracting(AdoptedRow::foreign)
			.containsExactly("db/changes/001-harbours.sql::harbours::ann", "db/changes/001-harbours.sql::2::Bob B.",
					"db/changes/001-harbours.sql::index::ann", "db/changes/002-boats.sql::loud::ann");
	}

	@Test
	void refusesAChangedChangeset() {
		writeHarbours();
		liquibase().update(MASTER);
		write("db/changes/001-harbours.sql", FIRST.replace("'Kivik'", "'Visby'"));
		assertThat(refused()).hasMessageContaining("db/changes/001-harbours.sql::harbours::ann (")
			.hasMessageContaining("changed, its checksum is not the recorded one (9:");
		assertThat(exists("schema_migrations")).isFalse();
		write("db/changes/001-harbours.sql",
				FIRST.replace("'Kivik'", "'Visby'").replace("--comment", "--validCheckSum: any\n--comment"));
		adopt();
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void runsAChangesetThatRunsOnChangeAgainWhereTheFileIsNewer() {
		writeHarbours();
		liquibase().update(MASTER);
		write("db/changes/002-boats.sql", SECOND.replace("shout(name)", "shout(name || name)"));
		assertThat(adopt().rows()).filteredOn((row) -> row.verdict() == Verdict.RUNS_AGAIN)
			.extracting(AdoptedRow::foreign)
			.containsExactly("db/changes/002-boats.sql::loud::ann");
		assertThat(migrate().scripts()).containsExactly("002-boats.sql");
		assertThat(values("SELECT name FROM loud WHERE name LIKE 'MO%' OR name LIKE '//%'")).containsExactly("//!");
	}

	@Test
	void doesNotTakeAChangesetOfAnotherFileForTheOneThatRan() {
		writeHarbours();
		liquibase().update(MASTER);
		folder().delete("db/changes/001-harbours.sql");
		write("db/other/other.sql", FIRST);
		folder().delete(MASTER);
		AdoptionReport report = migrator().previewAdoption(AdoptionRequest.of("liquibase"));
		assertThat(report.rows()).filteredOn((row) -> row.verdict() == Verdict.NO_FILE)
			.extracting(AdoptedRow::foreign)
			.containsExactly("db/changes/001-harbours.sql::harbours::ann", "db/changes/001-harbours.sql::2::Bob B.",
					"db/changes/001-harbours.sql::index::ann");
		assertThat(report.count(Verdict.PENDING)).isEqualTo(3);
	}

	@Test
	void knowsAMovedFileByItsChecksumsAndElseAsks() {
		writeHarbours();
		liquibase().update(MASTER);
		folder().delete("db/changes/001-harbours.sql");
		write("db/other/001-harbours.sql", FIRST);
		folder().delete(MASTER);
		assertThat(migrator().previewAdoption(AdoptionRequest.of("liquibase")).rows()).extracting(AdoptedRow::verdict)
			.containsOnly(Verdict.ADOPTED);
		write("db/other/001-harbours.sql", FIRST.replace("'Kivik'", "'Visby'"));
		AdoptionException refused = refused();
		assertThat(refused)
			.hasMessageContaining(
					"has recorded db/changes/001-harbours.sql::harbours::ann, and the same changeset is in")
			.hasMessageContaining(
					"db/other/001-harbours.sql, line 3: whether it is that one cannot be told, and it would run again");
		assertThat(refused.action())
			.contains("add logicalFilePath:db/changes/001-harbours.sql to its --changeset line");
		assertThat(exists("schema_migrations")).isFalse();
		write("db/other/001-harbours.sql",
				FIRST.replace("ann:harbours", "ann:harbours logicalFilePath:db/changes/001-harbours.sql"));
		adopt();
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void takesPathsAsLiquibaseDoes() {
		writeHarbours();
		liquibase().update(MASTER);
		database().execute("""
				UPDATE databasechangelog SET filename = CASE orderexecuted
				WHEN 1 THEN 'classpath:/DB/changes/001-harbours.sql' WHEN 2 THEN '.\\db\\changes\\001-harbours.sql'
				ELSE filename END, md5sum = '8:older'
				""");
		assertThat(adopt().rows()).extracting(AdoptedRow::verdict).containsOnly(Verdict.ADOPTED);
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void stopsAtAFailedRowAndLeavesOutASkippedOne() {
		writeHarbours();
		liquibase().update(MASTER);
		database().execute("UPDATE databasechangelog SET exectype = 'FAILED' WHERE orderexecuted = 2");
		assertThat(refused()).hasMessageContaining("::2::Bob B.")
			.hasMessageContaining("failed, an attempt that failed");
		database().execute("UPDATE databasechangelog SET exectype = 'SKIPPED' WHERE orderexecuted = 2; "
				+ "UPDATE databasechangelog SET exectype = 'MARK_RAN' WHERE orderexecuted = 1");
		AdoptionReport report = adopt();
		assertThat(report.rows()).extracting(AdoptedRow::verdict)
			.containsExactly(Verdict.ADOPTED, Verdict.IGNORED, Verdict.ADOPTED, Verdict.ADOPTED, Verdict.ADOPTED,
					Verdict.PENDING);
	}

	@Test
	void refusesWhileLiquibaseHoldsItsLockAndSaysWhoAndSinceWhen() {
		writeHarbours();
		liquibase().update(MASTER);
		database().execute(
				"UPDATE databasechangeloglock SET locked = true, lockedby = 'old-host (10.0.0.7)', lockgranted = '2026-11-20 09:30'");
		assertThatExceptionOfType(MigrationLockException.class)
			.isThrownBy(() -> migrator(impatient()).adopt(AdoptionRequest.of("liquibase")))
			.withMessageContaining("Liquibase (\"public\".\"databasechangelog\")")
			.withMessageContaining("held by old-host (10.0.0.7) since 2026-11-20 09:30:00")
			.withMessageContaining("Nothing was adopted");
		assertThat(exists("schema_migrations")).isFalse();
	}

	private MigratorSettings impatient() {
		return settings().withLock(new LockSettings(null, Duration.ofMillis(300), Duration.ofMillis(50), null));
	}

	@Test
	void waitsForASessionThatHasLockedTheRow() throws Exception {
		writeHarbours();
		liquibase().update(MASTER);
		try (Connection holder = database().dataSource().getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("SELECT * FROM databasechangeloglock FOR UPDATE");
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> migrator(impatient()).adopt(AdoptionRequest.of("liquibase")))
				.withMessageContaining("a session that has locked \"public\".\"databasechangeloglock\"");
		}
		adopt();
		await().until(() -> values("SELECT 1 FROM databasechangeloglock FOR UPDATE NOWAIT").size() == 1);
	}

	@Test
	void knowsTheExportedFilesOfAnXmlChangelogAgain() {
		write("old/master.xml",
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
						    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
						  <changeSet id="1" author="ann"><createTable tableName="piers"><column name="id" type="bigint"/></createTable></changeSet>
						</databaseChangeLog>
						""");
		liquibase().update("old/master.xml");
		folder().delete("old/master.xml");
		adopt();
		assertThat(history()).extracting(AppliedMigration::label).containsExactly("@old/master.xml::1::ann");
		write("piers.sql",
				"--liquibase formatted sql\n--changeset ann:1 logicalFilePath:old/master.xml\nCREATE TABLE piers (id bigint);\n");
		assertThat(migrate().scripts()).as("found again, though the file came later").isEmpty();
		write("more.sql", "--liquibase formatted sql\n--changeset ann:1\nCREATE TABLE more (id bigint);\n");
		assertThat(migrate().scripts()).containsExactly("more.sql");
	}

}
