package dev.tidemark.boot.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlockedTimeTests {

	private final AtomicLong now = new AtomicLong(-5_000_000_000L);

	private final BlockedTime time = new BlockedTime(this.now::get);

	@BeforeEach
	void begin() {
		this.time.attempt();
		pass(1);
		this.time.blocked(Duration.ofMillis(500));
	}

	@Test
	void goesOnThroughRepeatedAttemptsAndTheirPauses() {
		pass(4);
		this.time.retried();
		pass(30);
		assertThat(this.time.time()).isEqualTo(Duration.ofMillis(34_500));
		this.time.attempt();
		pass(1);
		assertThat(this.time.time()).isEqualTo(Duration.ofMillis(35_500));
		this.time.blocked(Duration.ofMillis(600));
		pass(60);
		assertThat(this.time.time()).isEqualTo(Duration.ofMillis(95_500));
	}

	@Test
	void isOverWhereAnAttemptGoesOnWithoutASign() {
		this.time.retried();
		this.time.attempt();
		pass(11);
		assertThat(this.time.time()).isZero();
		assertThat(this.time.end()).contains(Duration.ofMillis(500));
	}

	@Test
	void isOverWhenNobodyBlocksAnyMore() {
		pass(2);
		assertThat(this.time.end()).contains(Duration.ofMillis(500));
		assertThat(this.time.time()).isZero();
		assertThat(this.time.end()).isEmpty();
	}

	@Test
	void beginsWithTheRetryWhereNobodyCouldWatch() {
		this.time.end();
		this.time.attempt();
		pass(300);
		this.time.retried();
		assertThat(this.time.time()).as("a long attempt that ended in a deadlock was not blocked").isZero();
		pass(3);
		assertThat(this.time.time()).isEqualTo(Duration.ofSeconds(3));
	}

	private void pass(int seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}
