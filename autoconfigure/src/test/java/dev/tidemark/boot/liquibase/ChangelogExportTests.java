package dev.tidemark.boot.liquibase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tidemark.AdoptionReport;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.adoption.AdoptedRow;
import dev.tidemark.adoption.Verdict;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A changelog in XML and YAML, written as SQL by Liquibase itself.
 */
@PostgresTest
class ChangelogExportTests {

	private static final String MASTER = "db/master.xml";

	private static final String PLAIN = """
			--liquibase formatted sql
			--changeset ann:plain splitStatements:false
			/* stays as it is */ ALTER TABLE bikes ADD   colour text;
			--rollback ALTER TABLE bikes DROP colour;
			""";

	@TempDir
	private Path directory;

	private Path exported;

	@BeforeEach
	void writeChangelog() throws IOException {
		this.exported = this.directory.resolve("exported");
		write(MASTER, """
				<include file="tables.xml" relativeToChangelogFile="true"/>
				<include file="more.yaml" relativeToChangelogFile="true"/>
				<include file="plain.sql" relativeToChangelogFile="true"/>
				""");
		write("db/tables.xml",
				"""
						<changeSet id="tables" author="ann">
						  <comment>Bikes
						    and riders</comment>
						  <createTable tableName="riders">
						    <column name="id" type="bigint" autoIncrement="true"><constraints primaryKey="true"/></column>
						    <column name="name" type="varchar(40)" defaultValue="it's me; -- not"><constraints nullable="false"/></column>
						  </createTable>
						  <createTable tableName="bikes"><column name="id" type="int"/><column name="rider" type="bigint"/></createTable>
						  <addForeignKeyConstraint baseTableName="bikes" baseColumnNames="rider" constraintName="bikes_rider"
						      referencedTableName="riders" referencedColumnNames="id"/>
						</changeSet>
						<changeSet id="a function" author="Bob: B.">
						  <sql splitStatements="false">CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$
						BEGIN
						  RETURN 2 * n; -- twice
						END; $$ -- the end</sql>
						  <rollback>DROP FUNCTION twice;</rollback>
						</changeSet>
						<changeSet id="view" author="ann" runOnChange="true">
						  <createView viewName="names" replaceIfExists="true">SELECT name FROM riders</createView>
						</changeSet>
						<changeSet id="oracle" author="ann" dbms="oracle"><sql>CREATE TABLE nothing (x NUMBER)</sql></changeSet>
						""");
		Files.writeString(this.directory.resolve("db/more.yaml"), """
				databaseChangeLog:
				- changeSet:
				    id: rows
				    author: ann
				    runInTransaction: false
				    changes:
				    - insert:
				        tableName: riders
				        columns:
				        - column: { name: name, value: "O'Hara; --" }
				    - createIndex:
				        tableName: bikes
				        indexName: bikes_riders
				        columns:
				        - column: { name: rider }
				    - tagDatabase: { tag: one }
				    rollback: empty
				""");
		Files.writeString(this.directory.resolve("db/plain.sql"), PLAIN);
	}

	private void write(String name, String changesets) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file,
				"""
						<?xml version="1.0" encoding="UTF-8"?>
						<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
						    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
						    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
						"""
						+ changesets + "</databaseChangeLog>");
	}

	private ExportedChangelog export() {
		return new ChangelogExport(getClass().getClassLoader(), this.directory).export(MASTER);
	}

	private void update(TestDatabase database) throws Exception {
		try (Connection connection = database.dataSource().getConnection();
				DirectoryResourceAccessor files = new DirectoryResourceAccessor(this.directory);
				Liquibase liquibase = new Liquibase(MASTER, files, DatabaseFactory.getInstance()
					.findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
			liquibase.update(new Contexts(), new LabelExpression());
		}
	}

	private Migrator migrator(TestDatabase database) {
		return Migrator.of(database.dataSource(), MigratorSettings.defaults().withLocations("file:" + this.exported));
	}

	private static List<String> schema(TestDatabase database) {
		return database.jdbc()
			.sql("""
					SELECT line FROM (
					  SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
					         || coalesce(column_default, '') || is_identity AS line
					  FROM information_schema.columns WHERE table_schema = 'public'
					  UNION ALL SELECT tablename || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
					  UNION ALL SELECT proname || ' ' || trim(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
					  UNION ALL SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'public'
					  UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
					            WHERE connamespace = 'public'::regnamespace
					  UNION ALL SELECT r::text FROM riders r
					) everything WHERE line NOT LIKE '%databasechangelog%' AND line NOT LIKE '%schema_migrations%' ORDER BY 1
					""")
			.query(String.class)
			.list();
	}

	@Test
	void keepsAuthorIdAndFileOfEachChangeset() {
		ExportedChangelog changelog = export();
		assertThat(changelog.problems()).isEmpty();
		assertThat(changelog.files()).containsOnlyKeys("0001-tables.sql", "0002-more.sql", "0003-plain.sql");
		assertThat(changelog.files().get("0001-tables.sql")).startsWith("--liquibase formatted sql\n")
			.contains("--changeset ann:tables logicalFilePath:db/tables.xml\n--comment: Bikes and riders\n",
					"--changeset \"Bob: B.\":\"a function\" logicalFilePath:db/tables.xml\n",
					"--rollback DROP FUNCTION twice;\n",
					"--changeset ann:view logicalFilePath:db/tables.xml runOnChange:true\n");
		assertThat(changelog.files().get("0002-more.sql")).contains(
				"--changeset ann:rows logicalFilePath:db/more.yaml runInTransaction:false\n",
				"VALUES ('O''Hara; --')\n;\n", "--rollback empty;\n");
	}

	@Test
	void leavesNothingToRunWhereLiquibaseHasRun(TestDatabase database) throws Exception {
		update(database);
		export().write(this.exported);
		AdoptionReport report = migrator(database).adopt(AdoptionRequest.of("liquibase"));
		assertThat(report.rows()).hasSize(5).extracting(AdoptedRow::verdict).containsOnly(Verdict.ADOPTED);
		assertThat(report.rows()).extracting(AdoptedRow::note).containsExactly("", "", "", "", "checksum verified");
		assertThat(migrator(database).migrate().scripts()).isEmpty();
		Files.writeString(this.exported.resolve("001_new.sql"), "CREATE TABLE fresh ();");
		assertThat(migrator(database).migrate().scripts()).containsExactly("001_new.sql");
	}

	@Test
	void leavesTheSchemaThatLiquibaseLeavesAndCanUndoIt(TestDatabase database) throws Exception {
		export().write(this.exported);
		migrator(database).migrate();
		try (TestDatabase byLiquibase = database.server().createDatabase()) {
			update(byLiquibase);
			assertThat(schema(database)).isNotEmpty().isEqualTo(schema(byLiquibase));
		}
		database.execute("DELETE FROM riders");
		migrator(database).rollback(5);
		assertThat(database.jdbc().sql("SELECT to_regclass('riders') IS NULL").query(Boolean.class).single()).isTrue();
	}

	@Test
	void tellsWhatCannotBeWrittenAndFailsThereOnAFreshDatabase(TestDatabase database) throws IOException {
		write("db/tables.xml", """
				<changeSet id="1" author="ann"><executeCommand executable="ls"/></changeSet>
				""");
		ExportedChangelog changelog = export();
		assertThat(changelog.problems()).containsExactly(
				"db/tables.xml::1::ann: executeCommand cannot be written as SQL, as what it does depends on what is in the database");
		changelog.write(this.exported);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> migrator(database).migrate())
			.withMessageContaining("Write the SQL of executeCommand here by hand");
	}

	@Test
	void runsNoCommandOfARollbackAndTellsThatItIsMissing() throws IOException {
		Path trace = this.directory.resolve("ran");
		write("db/tables.xml", """
				<changeSet id="1" author="ann">
				  <sql>CREATE TABLE a (id int)</sql>
				  <rollback><executeCommand executable="touch"><arg value="%s"/></executeCommand></rollback>
				</changeSet>
				""".formatted(trace));
		ExportedChangelog changelog = export();
		assertThat(trace).doesNotExist();
		assertThat(changelog.problems()).containsExactly(
				"db/tables.xml::1::ann: executeCommand in its rollback cannot be written as SQL, as what it does depends on what is in the database, and it has no rollback now");
		assertThat(changelog.files().get("0001-tables.sql")).contains("CREATE TABLE a").doesNotContain("--rollback");
	}

	@Test
	void doesNotDropAPrecondition() throws IOException {
		write("db/tables.xml", """
				<changeSet id="1" author="ann" contextFilter="test or dev">
				  <preConditions onFail="MARK_RAN"><not><tableExists tableName="a"/></not></preConditions>
				  <sql>CREATE TABLE a (id int)</sql>
				</changeSet>
				""");
		assertThat(export().files().get("0001-tables.sql"))
			.contains("contextFilter:\"test or dev\"\n--preconditions onFail:MARK_RAN onError:HALT\n-- was: not\n");
	}

	@Test
	void overwritesNothing() {
		export().write(this.exported);
		assertThatExceptionOfType(ExportException.class).isThrownBy(() -> export().write(this.exported))
			.withMessageContaining("0 of 3 files were written before")
			.satisfies((ex) -> assertThat(ex.action()).contains("name an empty folder"));
	}

	@Test
	void saysWhatLiquibaseCannotRead() {
		assertThatExceptionOfType(ExportException.class)
			.isThrownBy(() -> new ChangelogExport(getClass().getClassLoader(), this.directory).export("nowhere.xml"))
			.withMessageStartingWith("Liquibase cannot read nowhere.xml: ");
	}

}
