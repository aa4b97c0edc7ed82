package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class VersionTests {

	@ParameterizedTest
	@CsvSource({ "001, 1", "1.0, 1", "1_2, 1.2", "1.0.0, 1", "01.002, 1.2", "0, 000", "0.0, 0", "1_0_3, 1.0.3",
			"00000000000000000000000000000007, 7", "20260102093000, 020260102093000" })
	void equalsTheSameNumbers(String left, String right) {
		assertThat(Version.of(left)).isEqualTo(Version.of(right)).hasSameHashCodeAs(Version.of(right));
		assertThat(Version.of(left)).isEqualByComparingTo(Version.of(right));
		assertThat(Version.of(left).canonical()).isEqualTo(Version.of(right).canonical());
	}

	@ParameterizedTest
	@CsvSource({ "2, 10", "1.2, 1.10", "1, 1.1", "1.0.1, 1.1", "0, 1", "0.9, 1", "9, 20260102093000",
			"99999999999999, 100000000000000", "99999999999999999999, 100000000000000000000",
			"123456789012345678901234567890, 123456789012345678901234567891", "20260102.0930, 20260102.1000",
			"1.2.3, 1.2.3.4" })
	void ordersByNumbers(String lower, String higher) {
		assertThat(Version.of(lower)).isLessThan(Version.of(higher)).isNotEqualTo(Version.of(higher));
		assertThat(Version.of(higher)).isGreaterThan(Version.of(lower));
		assertThat(Version.of(lower).canonical()).isNotEqualTo(Version.of(higher).canonical());
	}

	@Test
	void sortsAnyMixture() {
		List<Version> ordered = List
			.of("0", "0.1", "001", "1.0.1", "1_2", "1.10", "2", "010", "20260102.0930", "20260102.1000",
					"20260102093000", "123456789012345678901234567890")
			.stream()
			.map(Version::of)
			.toList();
		List<Version> shuffled = new ArrayList<>(ordered);
		Collections.shuffle(shuffled, new Random(1));
		assertThat(shuffled).isNotEqualTo(ordered);
		Collections.sort(shuffled);
		assertThat(shuffled).isEqualTo(ordered);
	}

	@ParameterizedTest
	@CsvSource({ "001, 001", "1_2, 1.2", "20260102093000, 20260102093000", "01.0, 01.0" })
	void isShownAsItWasWritten(String text, String shown) {
		assertThat(Version.of(text)).hasToString(shown);
	}

	@ParameterizedTest
	@CsvSource({ "001.02, 1.2", "1.0, 1", "0, 0", "0.0, 0", "0.1, 0.1", "1.0.1, 1.0.1",
			"000000000000000000000000000012, 12" })
	void hasOneCanonicalForm(String text, String canonical) {
		assertThat(Version.of(text).canonical()).isEqualTo(canonical);
		assertThat(Version.of(canonical)).isEqualTo(Version.of(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "1.", ".1", "1..2", "1._2", "_1", "1_", "v1", "1a", "1-2", "-1", "+1", "1 ",
			"1,2", "1\n", "１", "٣" })
	void refusesWhatIsNoVersion(String text) {
		assertThat(Version.find(text)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> Version.of(text))
			.withMessage("Not a version: '%s' (expected digits, with parts separated by dots, such as 1.2)", text);
	}

	@Test
	void equalsNothingElse() {
		assertThat(Version.of("1")).isNotEqualTo("1").isNotEqualTo(null);
	}

}
