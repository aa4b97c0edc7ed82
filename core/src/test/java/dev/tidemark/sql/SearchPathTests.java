package dev.tidemark.sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SearchPath}.
 */
class SearchPathTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
			"$user", public  | public
			App, public      | app
			"Odd ""name", x  | Odd "name
			"$user"          | -
			""               | -
			$user,app        | app
			""")
	void findsTheFirstThatIsNamed(String searchPath, @Nullable String expected) {
		assertThat(SearchPath.firstNamed(searchPath)).isEqualTo(expected);
	}

}
