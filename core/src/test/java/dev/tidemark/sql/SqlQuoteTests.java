package dev.tidemark.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SqlQuoteTests {

	@Test
	void quotesIdentifiersAlways() {
		assertThat(SqlQuote.identifier("users")).isEqualTo("\"users\"");
		assertThat(SqlQuote.identifier("My \"best\" table")).isEqualTo("\"My \"\"best\"\" table\"");
	}

	@Test
	void qualifiesWithTheSchemaIfThereIsOne() {
		assertThat(SqlQuote.qualified("a.b", "c")).isEqualTo("\"a.b\".\"c\"");
		assertThat(SqlQuote.qualified(null, "c")).isEqualTo("\"c\"");
	}

	@Test
	void quotesLiterals() {
		assertThat(SqlQuote.literal("it's")).isEqualTo("'it''s'");
		assertThat(SqlQuote.literal("")).isEqualTo("''");
		assertThat(SqlQuote.literal("\\'")).isEqualTo("E'\\\\'''");
	}

	@Test
	void refusesWhatPostgresqlCannotHold() {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlQuote.identifier("a\0b")).withMessageContaining("NUL");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlQuote.qualified("a\0", "b"))
			.withMessageContaining("NUL");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlQuote.literal("\0")).withMessageContaining("NUL");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlQuote.identifier("")).withMessageContaining("empty");
	}

	@PostgresTest
	@ParameterizedTest
	@ValueSource(
			strings = { "plain", "it's", "\\", "\\'; SELECT 1 --", "''\\\\''", "new\nline\ttab", "é😀", "$$", "\"" })
	void quotesSoThatTheServerReadsTheSameText(String text, TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String conforming : new String[] { "on", "off" }) {
				statement.execute("SET standard_conforming_strings = " + conforming);
				try (ResultSet result = statement
					.executeQuery("SELECT " + SqlQuote.literal(text) + " AS " + SqlQuote.identifier(text))) {
					assertThat(result.next()).isTrue();
					assertThat(result.getString(1)).isEqualTo(text);
					assertThat(result.getMetaData().getColumnName(1)).isEqualTo(text);
				}
			}
		}
	}

}
