package dev.tidemark.benchmark.result;

/**
 * One value of one contender in one round.
 *
 * @param workload the workload's name, such as {@code apply}
 * @param size how much of it, such as the number of migrations
 * @param contender who was measured
 * @param measure what was measured
 * @param value in the measure's unit
 */
public record Sample(String workload, int size, String contender, Measure measure, double value) {
}
