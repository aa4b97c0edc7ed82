package dev.tidemark;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WaitSettingsTests {

	@Test
	void waitAnHourAndLookEveryTwoSecondsByDefault() {
		assertThat(WaitSettings.defaults()).isEqualTo(new WaitSettings(Duration.ofHours(1), Duration.ofSeconds(2)));
	}

	@Test
	void refuseWhatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new WaitSettings(Duration.ofSeconds(-1), null))
			.withMessageContaining("tidemark.wait.timeout");
		assertThatIllegalArgumentException().isThrownBy(() -> new WaitSettings(null, Duration.ZERO))
			.withMessageContaining("tidemark.wait.poll-interval");
	}

}
