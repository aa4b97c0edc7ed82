package dev.tidemark.test.database;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest(template = DatabaseTemplateTests.OneBook.class)
class DatabaseTemplateTests {

	@RepeatedTest(3)
	void isCopiedForEachTestAndFilledOnce(TestDatabase database) {
		database.execute("INSERT INTO book VALUES ('another')");
		assertThat(database.jdbc().sql("SELECT title FROM book").query(String.class).list()).containsExactly("first",
				"another");
		assertThat(OneBook.filled).hasValue(1);
	}

	@Test
	@PostgresTest
	void isLeftOutByAMethodThatAsksForNone(TestDatabase database) {
		assertThat(database.jdbc().sql("SELECT to_regclass('book')::text").query(String.class).optional()).isEmpty();
	}

	@Test
	void mayLeaveAConnectionOpen(TestServer server) {
		try (TestDatabase database = server.createDatabase(Connected.class)) {
			assertThat(database.jdbc().sql("SELECT 1").query(Integer.class).single()).isOne();
		}
	}

	@Test
	void tellsWhichTemplateCouldNotBeFilled(TestServer server) {
		assertThatIllegalStateException().isThrownBy(() -> server.createDatabase(Broken.class))
			.withMessageContaining(Broken.class.getName())
			.withStackTraceContaining("syntax error");
	}

	static class OneBook implements DatabaseTemplate {

		static final AtomicInteger filled = new AtomicInteger();

		@Override
		public void fill(TestDatabase database) {
			filled.incrementAndGet();
			database.execute("CREATE TABLE book (title text); INSERT INTO book VALUES ('first')");
		}

	}

	static class Connected implements DatabaseTemplate {

		@Override
		@SuppressWarnings("resource") // what is left open is what the test is about
		public void fill(TestDatabase database) throws Exception {
			Connection connection = database.dataSource().getConnection();
			assertThat(connection.isValid(1)).isTrue();
		}

	}

	static class Broken implements DatabaseTemplate {

		@Override
		public void fill(TestDatabase database) {
			database.execute("CREATE");
		}

	}

}
