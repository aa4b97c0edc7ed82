package dev.tidemark.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextSearchTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			password,               true
			x PASSWORD y,           true
			PassWord,               true
			sslpassword=x,          true
			w pass w passW passwORD, true
			passwor,                false
			assword,                false
			word,                   false
			pass word,              false
			W,                      false
			'',                     false
			""")
	void findsAWordInEitherCaseAlsoWithinOthers(String text, boolean found) {
		assertThat(TextSearch.contains(text, "password", 4)).isEqualTo(found);
	}

	@ParameterizedTest
	@CsvSource({ "SET default_transaction_read_only = on, true", "set DEFAULT_TRANSACTION_ISOLATION = x, true",
			"SET SESSION Characteristics AS TRANSACTION READ ONLY, true", "SELECT my_default_transaction_x, false",
			"SELECT x_characteristics_y, false", "INSERT INTO item_1 (id) VALUES (1), false" })
	void findsWhatDecidesTheModesOfTransactions(String sql, boolean sets) {
		assertThat(TransactionRules.setsModes(sql)).isEqualTo(sets);
	}

}
