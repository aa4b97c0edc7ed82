package dev.tidemark.sql;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqlStatementTests {

	@Test
	void showsAnExcerptInOneLine() {
		assertThat(excerpt("CREATE TABLE t (\r\n\ta int, -- the id\n  b text\n)"))
			.isEqualTo("CREATE TABLE t ( a int, b text )");
		assertThat(excerpt("SELECT 'a\n\n  b'")).isEqualTo("SELECT 'a b'");
	}

	@Test
	void showsAtMostTwoHundredCharacters() {
		assertThat(excerpt("SELECT " + "x".repeat(193))).hasSize(200).endsWith("x");
		assertThat(excerpt("SELECT " + "x".repeat(194))).hasSize(200).endsWith("xx…");
		assertThat(excerpt("SELECT " + "😀".repeat(300))).hasSizeBetween(198, 200).endsWith("😀…");
		assertThat(excerpt("SELECT" + " -- x\n".repeat(300) + "1")).isEqualTo("SELECT 1");
	}

	@Test
	void showsNoPassword() {
		assertThat(excerpt("ALTER ROLE r PASSWORD\n 'secret'")).isEqualTo("ALTER ROLE r PASSWORD '***'");
		assertThat(excerpt("ALTER ROLE r /* " + "x".repeat(500) + " */ PASSWORD 'secret'"))
			.isEqualTo("ALTER ROLE r PASSWORD '***'");
	}

	private static String excerpt(String text) {
		return new SqlStatement(text, 1, 1).excerpt();
	}

}
