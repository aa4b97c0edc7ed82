package dev.tidemark.lock;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What is set for the migrating role behind a pooler, which resets a session to it.
 */
@PostgresTest
@Timeout(60)
class PgBouncerRoleTests extends AbstractPgBouncerTests {

	@ParameterizedTest
	@ValueSource(strings = { "datestyle = 'German'", "client_encoding = 'LATIN1'", "standard_conforming_strings = off",
			"transaction_timeout = '500ms'", "statement_timeout = '500ms'",
			"idle_in_transaction_session_timeout = '500ms'", "default_transaction_isolation = 'serializable'" })
	void doesNotGetInTheWay(String setting) {
		assumeTrue(!setting.startsWith("transaction_timeout") || database().serverVersion() >= 17,
				"PostgreSQL has transaction_timeout from 17 on");
		database().execute("ALTER ROLE %s SET %s".formatted(role().name(), setting));
		inTransactionMode(2);
		write("001_words.sql", "CREATE TABLE words (word text, day date); SELECT pg_sleep(0.8)");
		write("002_ümlaut.sql", "INSERT INTO words VALUES ('größer 🚀 \\n', '2026-01-31')");
		CodeMigration code = AbstractLeaseTests.code("3", (context) -> {
			Thread.sleep(800);
			context.jdbc().sql("INSERT INTO words VALUES (?, ?)").params("größe", LocalDate.EPOCH).update();
		});
		assertThat(migrator(pooled(), patient()).withJavaMigrations(() -> List.of(code)).migrate().scripts())
			.hasSize(3);
		assertThat(values("SELECT word FROM words ORDER BY day DESC")).containsExactly("größer 🚀 \\n", "größe");
		assertThat(values("SELECT script FROM schema_migrations")).contains("002_ümlaut.sql");
	}

}
