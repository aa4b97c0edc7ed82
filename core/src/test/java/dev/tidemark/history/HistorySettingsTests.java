package dev.tidemark.history;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HistorySettingsTests {

	@Test
	void keepsWhatIsSet() {
		HistorySettings settings = new HistorySettings("ops", "changes", DataSize.ofBytes(0));
		assertThat(settings.schema()).isEqualTo("ops");
		assertThat(settings.table()).isEqualTo("changes");
		assertThat(settings.maxScriptSize()).isEqualTo(DataSize.ofBytes(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void takesABlankNameForNone(String blank) {
		HistorySettings settings = new HistorySettings(blank, blank, null);
		assertThat(settings.schema()).isNull();
		assertThat(settings.table()).isEqualTo("schema_migrations");
	}

	@Test
	void acceptsTheLongestNameOfPostgres() {
		assertThat(new HistorySettings(null, "t".repeat(63), null).table()).hasSize(63);
	}

	@Test
	void refusesANameThatPostgresWouldCut() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HistorySettings(null, "t".repeat(64), null))
			.withMessage("tidemark.history.table '%s' is longer than PostgreSQL's names may be (63)", "t".repeat(64));
	}

	@Test
	void countsANameInBytes() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HistorySettings(null, "ü".repeat(32), null))
			.withMessageContaining("is longer than PostgreSQL's names may be (63)");
	}

	@Test
	void refusesASchemaThatPostgresWouldCut() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HistorySettings("s".repeat(64), null, null))
			.withMessage("tidemark.history.schema '%s' is longer than PostgreSQL's names may be (63)", "s".repeat(64));
	}

}
