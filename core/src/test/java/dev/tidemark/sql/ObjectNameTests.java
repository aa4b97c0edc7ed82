package dev.tidemark.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ObjectNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			users            |     | users
			Users            |     | users
			App.USERS        | app | users
			' Users '        |     | users
			app . users      | app | users
			""")
	void foldsWhatHasNoQuotes(String text, String schema, String name) {
		assertThat(ObjectName.of(text)).isEqualTo(new ObjectName(schema, name));
	}

	@Test
	void takesQuotedNamesExactly() {
		assertThat(ObjectName.of("\"My.\"\"App\"\"\".\"Users\"")).isEqualTo(new ObjectName("My.\"App\"", "Users"));
		assertThat(ObjectName.single("\"Full Name\"")).isEqualTo("Full Name");
	}

	@Test
	void foldsOnlyAToZ() {
		assertThat(ObjectName.single("ÄRGER_I")).isEqualTo("Ärger_i");
	}

	@Test
	void takesTheNamesOfExtensionsWithoutQuotes() {
		assertThat(ObjectName.extension("uuid-OSSP")).isEqualTo("uuid-ossp");
		assertThat(ObjectName.extension("\"uuid-ossp\"")).isEqualTo("uuid-ossp");
	}

	@Test
	void readsAVeryLongNameWithoutRecursion() {
		String name = "\"\"".repeat(100_000);
		assertThat(ObjectName.single('"' + name + '"')).hasSize(100_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "a.", ".a", "a.b.c", "\"", "\"\"", "\"a\"b", "a\"b\"", "1a", "a-b", "a b" })
	void refusesWhatIsNoName(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ObjectName.of(text))
			.withMessageStartingWith("'%s' is no name".formatted(text));
		assertThatIllegalArgumentException().isThrownBy(() -> ObjectName.single(text));
	}

}
