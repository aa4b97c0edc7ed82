package dev.tidemark.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.Blocked;
import dev.tidemark.event.MigrationEvent.Unblocked;
import dev.tidemark.event.StepDescription;

import static org.assertj.core.api.Assertions.assertThat;

class WatchedAttemptTests {

	private static final String BLOCKER = "pid 7 (application report)";

	private static final StepDescription STEP = new StepDescription("001", "orders", "001_orders.sql", "up", "pending",
			1, 1);

	private final List<MigrationEvent> events = new ArrayList<>();

	private final WatchedAttempt attempt = attempt(Duration.ofSeconds(5));

	private WatchedAttempt attempt(Duration budget) {
		return new WatchedAttempt(budget, "default", STEP, new EventPublisher(List.of(this.events::add)));
	}

	private static LockWaitSample sample(@Nullable String waitId, long waitedMs, boolean strong) {
		return new LockWaitSample(waitId, Duration.ofMillis(waitedMs), strong);
	}

	private boolean strongWait(String waitId, long waitedMs) {
		return this.attempt.observe(sample(waitId, waitedMs, true), List.of(BLOCKER));
	}

	private boolean weakWait(String waitId, long waitedMs) {
		return this.attempt.observe(sample(waitId, waitedMs, false), List.of(BLOCKER));
	}

	private boolean noWait() {
		return this.attempt.observe(sample(null, 0, true), List.of());
	}

	private List<Long> reportedMs() {
		return this.events.stream()
			.filter(Blocked.class::isInstance)
			.map((event) -> ((Blocked) event).waited().toMillis())
			.toList();
	}

	@Test
	void isWithinItsBudgetUntilOneWaitReachesIt() {
		assertThat(strongWait("a", 4_999)).isFalse();
		assertThat(this.attempt.overBudget()).isFalse();
		assertThat(strongWait("a", 5_000)).isTrue();
		assertThat(this.attempt.overBudget()).isTrue();
	}

	@Test
	void addsWaitsUp() {
		assertThat(strongWait("a", 2_000)).isFalse();
		assertThat(strongWait("b", 2_000)).isFalse();
		assertThat(strongWait("c", 999)).isFalse();
		assertThat(strongWait("c", 1_000)).isTrue();
	}

	@Test
	void addsUpWaitsWithWorkBetween() {
		assertThat(strongWait("a", 3_000)).isFalse();
		assertThat(noWait()).isFalse();
		assertThat(noWait()).isFalse();
		assertThat(strongWait("b", 1_999)).isFalse();
		assertThat(strongWait("b", 2_000)).isTrue();
	}

	@Test
	void countsAWaitOnceHoweverOftenItIsSeen() {
		assertThat(strongWait("a", 1_000)).isFalse();
		assertThat(strongWait("a", 2_000)).isFalse();
		assertThat(strongWait("a", 3_000)).isFalse();
		assertThat(strongWait("b", 1_900)).isFalse();
		assertThat(strongWait("b", 2_000)).isTrue();
	}

	@Test
	void leavesTheFirstWaitToTheServersLockTimeout() {
		assertThat(weakWait("a", 60_000)).isFalse();
		assertThat(this.attempt.overBudget()).isFalse();
	}

	@Test
	void doesNotCountWaitsBeforeTheFirstStrongLock() {
		assertThat(weakWait("a", 4_000)).isFalse();
		assertThat(strongWait("b", 4_999)).isFalse();
		assertThat(strongWait("b", 5_000)).isTrue();
	}

	@Test
	void hasNoBudgetWhereThereIsNoTimeout() {
		WatchedAttempt unbounded = attempt(Duration.ZERO);
		assertThat(unbounded.observe(sample("a", 3_600_000, true), List.of())).isFalse();
	}

	@Test
	void saysWhoBlocks() {
		strongWait("a", 500);
		assertThat(this.events).containsExactly(new Blocked("default", STEP, Duration.ofMillis(500), List.of(BLOCKER)));
		assertThat(this.attempt.blockers()).containsExactly(BLOCKER);
	}

	@Test
	void saysWhenItIsNoLongerBlocked() {
		strongWait("a", 500);
		noWait();
		noWait();
		assertThat(this.events).hasSize(2).last().isEqualTo(new Unblocked("default", STEP));
	}

	@Test
	void saysNothingWithoutAWait() {
		noWait();
		noWait();
		assertThat(this.events).isEmpty();
		assertThat(this.attempt.blockers()).isEmpty();
	}

	@Test
	void saysThatOneWaitEndedBeforeTheNextIsReported() {
		strongWait("a", 500);
		strongWait("b", 10);
		assertThat(this.events).extracting(Object::getClass)
			.containsExactly(Blocked.class, Unblocked.class, Blocked.class);
	}

	@Test
	void isSilentForLongerAndLongerBetweenReports() {
		for (long waited = 500; waited <= 15_000; waited += 200) {
			weakWait("a", waited);
		}
		assertThat(reportedMs()).containsExactly(500L, 2_100L, 5_300L, 11_700L);
	}

	@Test
	void isNeverSilentForLongerThanThirtySeconds() {
		for (long waited = 30_000; waited <= 150_000; waited += 200) {
			weakWait("a", waited);
		}
		assertThat(reportedMs()).containsExactly(30_000L, 60_000L, 90_000L, 120_000L, 150_000L);
	}

	@Test
	void keepsTheLastKnownBlockersForTheError() {
		strongWait("a", 500);
		this.attempt.observe(sample("a", 700, true), List.of());
		noWait();
		assertThat(this.attempt.blockers()).containsExactly(BLOCKER);
	}

	@Test
	void doesNotBlameTheBlockersOfAnEarlierWait() {
		strongWait("a", 500);
		this.attempt.observe(sample("b", 100, true), List.of());
		assertThat(this.events).last().isEqualTo(new Blocked("default", STEP, Duration.ofMillis(100), List.of()));
	}

	@Test
	void namesNewBlockersAtTheNextReport() {
		strongWait("a", 500);
		this.attempt.observe(sample("a", 2_000, true), List.of("pid 8"));
		assertThat(this.events).last().isEqualTo(new Blocked("default", STEP, Duration.ofSeconds(2), List.of("pid 8")));
	}

}
