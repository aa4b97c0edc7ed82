package dev.tidemark.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.Version;

/**
 * Migrations of every kind. Whatever is done in a transaction writes into a ledger too,
 * so that it can be seen how often it was done.
 */
final class KillSet {

	static final List<String> LEDGER = List.of("001", "003 first", "003 second", "003 third", "004", "005 first",
			"005 second", "006", "007", "view");

	static final int MIGRATIONS = 8;

	private static final Map<String, String> SCRIPTS = new TreeMap<>(Map.of("001_accounts.sql", """
			CREATE TABLE ledger (entry text NOT NULL);
			CREATE TABLE accounts (id bigint PRIMARY KEY, mail text, note text);
			INSERT INTO accounts SELECT i, 'mail ' || i, 'note ' || i FROM generate_series(1, 100) AS i;
			INSERT INTO ledger VALUES ('001');
			""", "002_mail_index.sql", """
			CREATE INDEX CONCURRENTLY accounts_mail ON accounts (mail);
			""", "003_mixed.sql", """
			ALTER TABLE accounts ADD COLUMN city text;
			INSERT INTO ledger VALUES ('003 first');
			CREATE UNIQUE INDEX CONCURRENTLY accounts_note ON accounts (note);
			ALTER TABLE accounts ADD CONSTRAINT accounts_note_key UNIQUE USING INDEX accounts_note;
			INSERT INTO ledger VALUES ('003 second');
			DROP INDEX CONCURRENTLY accounts_mail;
			INSERT INTO ledger VALUES ('003 third');
			""", "004_maintenance.sql", """
			INSERT INTO ledger VALUES ('004');
			VACUUM (ANALYZE) accounts;
			REINDEX INDEX CONCURRENTLY accounts_note_key;
			""", "005_partitions.sql", """
			CREATE TABLE events (year int NOT NULL) PARTITION BY LIST (year);
			CREATE TABLE events_2024 PARTITION OF events FOR VALUES IN (2024);
			CREATE TABLE events_2025 PARTITION OF events FOR VALUES IN (2025);
			INSERT INTO events VALUES (2024), (2025);
			INSERT INTO ledger VALUES ('005 first');
			ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;
			INSERT INTO ledger VALUES ('005 second');
			""", "007_city.sql", """
			CREATE INDEX accounts_city ON accounts (city);
			INSERT INTO ledger VALUES ('007');
			""", "R__view.sql", """
			CREATE OR REPLACE VIEW mails AS SELECT mail FROM accounts;
			INSERT INTO ledger VALUES ('view');
			"""));

	private KillSet() {
	}

	static void write(Path folder) throws IOException {
		for (Map.Entry<String, String> script : SCRIPTS.entrySet()) {
			Files.writeString(folder.resolve(script.getKey()), script.getValue());
		}
	}

	static List<CodeMigration> code() {
		return List.of(new CodeMigration(Version.of("006"), "countries", "test.Countries", false, KillSet::countries));
	}

	private static void countries(MigrationContext context) {
		context.jdbc().sql("CREATE TABLE countries (code text PRIMARY KEY)").update();
		for (String country : List.of("DE", "FR")) {
			context.jdbc().sql("INSERT INTO countries VALUES (?)").param(country).update();
		}
		context.jdbc().sql("INSERT INTO ledger VALUES ('006')").update();
	}

}
