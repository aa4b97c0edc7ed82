package dev.tidemark.sql;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NearestTests {

	private static final List<String> WORDS = List.of("transactional", "placeholders", "after", "store",
			"lock-timeout");

	@ParameterizedTest
	@CsvSource({ "transacional,transactional", "TRANSACTIONAL,transactional", "placeholder,placeholders", "stor,store",
			"locktimeout,lock-timeout", "aftre,after", "store,store" })
	void findsWhatWasMeant(String word, String meant) {
		assertThat(Nearest.to(word, WORDS)).contains(meant);
	}

	@ParameterizedTest
	@CsvSource({ "colour", "x", "''", "timeout", "transactionaltransactional" })
	void findsNothingTooFarAway(String word) {
		assertThat(Nearest.to(word, WORDS)).isEmpty();
	}

	@Test
	void takesTheNearestAndOfEqualOnesTheFirstByName() {
		assertThat(Nearest.to("orders", List.of("border", "orders2", "ordersx", "orderx"))).contains("orders2");
		assertThat(Nearest.to("ab", Set.of("ac", "ad", "bb"))).contains("ac");
		assertThat(Nearest.to("anything", Set.of())).isEmpty();
	}

	@Test
	void doesNotTakeAnotherSingleLetter() {
		assertThat(Nearest.to("a", Set.of("b"))).isEmpty();
	}

}
