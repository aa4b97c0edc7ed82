package dev.tidemark.benchmark.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that was measured, with the round that it was measured in.
 */
public final class Results {

	private final Map<Key, Map<Integer, Double>> values = new LinkedHashMap<>();

	private final Map<Table, String> baselines = new LinkedHashMap<>();

	/**
	 * Takes what is measured in one round.
	 * @param round values of the same round are compared with each other
	 * @param baseline whom the others are compared with
	 * @return a recorder of the round's samples
	 */
	public Consumer<Sample> recorder(int round, String baseline) {
		return (sample) -> {
			Table table = new Table(sample.workload(), sample.size(), sample.measure());
			this.baselines.put(table, baseline);
			this.values.computeIfAbsent(new Key(table, sample.contender()), (absent) -> new LinkedHashMap<>())
				.put(round, sample.value());
		};
	}

	/**
	 * All tables that there is something to write in.
	 * @return workloads and measures, in the order in which they were measured
	 */
	public Set<Table> tables() {
		Set<Table> tables = new LinkedHashSet<>();
		this.values.keySet().forEach((key) -> tables.add(key.table()));
		return tables;
	}

	/**
	 * The lines of one table.
	 * @param table the workload and the measure
	 * @return a line for each contender, the least first
	 */
	public List<Line> lines(Table table) {
		List<Line> lines = new ArrayList<>();
		this.values.forEach((key, rounds) -> {
			if (key.table().equals(table)) {
				lines.add(new Line(key.contender(), Statistics.of(rounds.values()), rounds.size(),
						ratio(table, key.contender(), this.baselines.getOrDefault(table, ""))));
			}
		});
		lines.sort(Comparator.comparingDouble((line) -> line.statistics().median()));
		return lines;
	}

	/**
	 * The median of a contender's values.
	 * @param table the workload and the measure
	 * @param contender whose
	 * @return the median, if there is any value
	 */
	public Optional<Double> median(Table table, String contender) {
		return Optional.ofNullable(this.values.get(new Key(table, contender)))
			.map((rounds) -> Statistics.of(rounds.values()).median());
	}

	/**
	 * How much more one contender needs than another: the median of the ratios of the
	 * same round.
	 * @param table the workload and the measure
	 * @param contender the one
	 * @param baseline the other
	 * @return the ratio, if both have values of the same round
	 */
	public Optional<Double> ratio(Table table, String contender, String baseline) {
		Map<Integer, Double> ours = this.values.getOrDefault(new Key(table, contender), Map.of());
		Map<Integer, Double> theirs = this.values.getOrDefault(new Key(table, baseline), Map.of());
		List<Double> ratios = new ArrayList<>();
		ours.forEach((round, value) -> {
			Double other = theirs.get(round);
			if (other != null && other != 0) {
				ratios.add(value / other);
			}
		});
		return ratios.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(ratios).median());
	}

	/**
	 * One workload of one size, and what was measured of it.
	 *
	 * @param workload the workload's name
	 * @param size how much of it
	 * @param measure what was measured
	 */
	public record Table(String workload, int size, Measure measure) {
	}

	/**
	 * What one contender needed.
	 *
	 * @param contender who
	 * @param statistics the median and the spread
	 * @param rounds how many values
	 * @param ratio to the baseline
	 */
	record Line(String contender, Statistics statistics, int rounds, Optional<Double> ratio) {
	}

	private record Key(Table table, String contender) {
	}

}
