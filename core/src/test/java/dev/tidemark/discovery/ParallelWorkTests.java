package dev.tidemark.discovery;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ParallelWorkTests {

	private static final List<Integer> MANY = IntStream.range(0, 10_000).boxed().toList();

	@Test
	void keepsTheOrder() {
		assertThat(ParallelWork.map(MANY, (number) -> number * 2)).hasSameSizeAs(MANY)
			.allSatisfy((number) -> assertThat(number).isEven())
			.isSorted();
		assertThat(ParallelWork.map(List.of(), (number) -> number)).isEmpty();
	}

	@Test
	void needsNoOtherThreadForFewThings() {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		ParallelWork.map(MANY.subList(0, 100), (number) -> threads.add(Thread.currentThread()));
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void failsAsTheFirstThingThatFails() {
		assertThatIllegalStateException().isThrownBy(() -> ParallelWork.map(MANY, (number) -> {
			if (number % 1000 == 999) {
				throw new IllegalStateException("bad: " + number);
			}
			return number;
		})).withMessage("bad: 999");
	}

	@Test
	void goesOnWhereTheThreadIsInterruptedAndKeepsThatInMind() {
		Thread.currentThread().interrupt();
		assertThat(ParallelWork.map(MANY, (number) -> number)).isEqualTo(MANY);
		assertThat(Thread.interrupted()).isTrue();
	}

}
