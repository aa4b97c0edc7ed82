package dev.tidemark.lock;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LockSettingsTests {

	@Test
	void keepsWhatIsSet() {
		LockSettings settings = new LockSettings(LockStrategy.ADVISORY, Duration.ZERO, Duration.ofMillis(1), null);
		assertThat(settings.strategy()).isEqualTo(LockStrategy.ADVISORY);
		assertThat(settings.timeout()).isZero();
		assertThat(settings.pollInterval()).hasMillis(1);
	}

	@Test
	void refusesANegativeTimeout() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LockSettings(null, Duration.ofMillis(-1), null, null))
			.withMessage("tidemark.lock.timeout may not be negative");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.0009S" })
	void refusesToPollWithoutPause(Duration interval) {
		assertThatIllegalArgumentException().isThrownBy(() -> new LockSettings(null, null, interval, null))
			.withMessage("tidemark.lock.poll-interval must be at least 1 ms");
	}

}
