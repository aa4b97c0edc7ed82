package dev.tidemark.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.workload.Workload;

/**
 * What is run: everything, unless system properties say otherwise.
 *
 * @param only names of workloads, empty for all
 * @param sizes sizes of workloads, empty for all
 * @param contenders names of contenders, empty for all
 * @param rounds how many rounds are measured, or {@code null} for each workload's own
 * @param slow whether everybody takes part where one of the rivals takes minutes
 * @param write whether the page is written though not everything was run
 * @param module the folder of the module
 */
record BenchmarkOptions(Set<String> only, Set<Integer> sizes, Set<String> contenders, @Nullable Integer rounds,
		boolean slow, boolean write, Path module) {

	/** Stands for the benchmarks with JMH, which are no workload. */
	private static final String PURE = "pure";

	private static final String PREFIX = "benchmark.";

	/**
	 * Reads the options.
	 * @param properties gives values by name; an empty one counts as absent
	 */
	static BenchmarkOptions from(PropertySource properties) {
		UnaryOperator<String> values = (name) -> {
			String value = properties.get(PREFIX + name);
			return (value != null) ? value.strip() : "";
		};
		String rounds = values.apply("rounds");
		return new BenchmarkOptions(list(values.apply("only")),
				list(values.apply("sizes")).stream().map(Integer::valueOf).collect(Collectors.toSet()),
				list(values.apply("contenders")), rounds.isEmpty() ? null : Integer.valueOf(rounds),
				Boolean.parseBoolean(values.apply("slow")), Boolean.parseBoolean(values.apply("write")),
				Path.of(values.apply("module")));
	}

	private static Set<String> list(String value) {
		return Arrays.stream(value.split(","))
			.map(String::strip)
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.toUnmodifiableSet());
	}

	boolean includes(Workload workload) {
		return (this.only.isEmpty() || this.only.contains(workload.terms().name()))
				&& (this.sizes.isEmpty() || this.sizes.contains(workload.terms().size()));
	}

	boolean includes(Contender contender) {
		return this.contenders.isEmpty() || this.contenders.contains(contender.name());
	}

	boolean includesPure() {
		return isWhole() || this.only.contains(PURE);
	}

	int rounds(Workload workload) {
		return (this.rounds != null) ? this.rounds : workload.terms().rounds();
	}

	/**
	 * Where the page goes: a part of the whole must not take the place of the whole.
	 */
	Path page() {
		return (isWhole() || this.write) ? this.module.resolve("RESULTS.md") : unfinishedPage();
	}

	/**
	 * Where is written, after each workload, what there is so far: a run takes long, and
	 * what it has measured is not lost with what ends it.
	 */
	Path unfinishedPage() {
		return this.module.resolve("target/results.md");
	}

	boolean isWhole() {
		return this.only.isEmpty() && this.sizes.isEmpty() && this.contenders.isEmpty() && this.rounds == null;
	}

	/**
	 * Gives a property's value, as {@code System::getProperty} does.
	 */
	@FunctionalInterface
	interface PropertySource {

		@Nullable String get(String name);

	}

}
