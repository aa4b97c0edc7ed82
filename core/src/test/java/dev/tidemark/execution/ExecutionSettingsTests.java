package dev.tidemark.execution;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ExecutionSettingsTests {

	private static final Duration NEGATIVE = Duration.ofMillis(-1);

	@Test
	void keepsWhatIsSet() {
		RetrySettings retry = new RetrySettings(Duration.ZERO, Duration.ZERO, Duration.ZERO);
		ExecutionSettings settings = new ExecutionSettings(Duration.ZERO, Duration.ofSeconds(9), retry);
		assertThat(settings.lockTimeout()).isZero();
		assertThat(settings.statementTimeout()).hasSeconds(9);
		assertThat(settings.retry()).isSameAs(retry);
	}

	@Test
	void refusesANegativeLockTimeout() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExecutionSettings(NEGATIVE, null, null))
			.withMessage("tidemark.execution.lock-timeout may not be negative");
	}

	@Test
	void refusesANegativeStatementTimeout() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ExecutionSettings(null, NEGATIVE, null))
			.withMessage("tidemark.execution.statement-timeout may not be negative");
	}

	@Test
	void refusesANegativeDeadline() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RetrySettings(NEGATIVE, null, null))
			.withMessage("tidemark.execution.retry.deadline may not be negative");
	}

	@Test
	void refusesANegativeDelay() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RetrySettings(null, NEGATIVE, null))
			.withMessage("tidemark.execution.retry.initial-delay may not be negative");
	}

	@Test
	void namesBothDelaysThatContradictEachOther() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RetrySettings(null, Duration.ofSeconds(40), null))
			.withMessage("tidemark.execution.retry.max-delay (PT30S) is shorter than "
					+ "tidemark.execution.retry.initial-delay (PT40S): raise the first or lower the second");
	}

}
