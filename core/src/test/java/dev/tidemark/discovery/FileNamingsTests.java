package dev.tidemark.discovery;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No convention is passed over that a name fits, though most are not even tried.
 */
class FileNamingsTests {

	private static final String NUMBERED = "001_description.sql";

	@ParameterizedTest
	@CsvSource({ "7, ", "001_users, ", "1.2 - users, ", "001.do.users, 001.do.description.sql",
			"7.UNDO, 001.do.description.sql", "1_2__users, 1_2__description.sql", "1__users, 1_2__description.sql",
			"20260102_0930_rev_slug, 20260102_0930_rev_slug.sql", "20260102-093000 users, 20260102_0930_rev_slug.sql",
			"2026-01-02, 2026-01-02-093000_description.sql",
			"2026-01-02-093000_users, 2026-01-02-093000_description.sql" })
	void findsEachConventionOfAName(String stem, String special) {
		List<String> expected = (special != null) ? List.of(special, NUMBERED) : List.of(NUMBERED);
		assertThat(forms(stem)).containsExactlyElementsOf(expected);
	}

	@ParameterizedTest
	@CsvSource({ "20260102T0930_users, 20260102_0930_rev_slug.sql",
			"V1_2__users, V1_2__description.sql (or R__description.sql)",
			"R__users, V1_2__description.sql (or R__description.sql)" })
	void findsTheOneConventionOfAName(String stem, String form) {
		assertThat(forms(stem)).containsExactly(form);
	}

	private static List<String> forms(String stem) {
		return FileNamings.fitting(stem).stream().map((reading) -> reading.naming().form()).toList();
	}

}
