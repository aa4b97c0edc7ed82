package dev.tidemark.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.test.ExpectedSchema;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lets something happen at each moment of a migration, and starts again after each.
 */
final class FaultMatrix {

	/**
	 * So many migrations, each of a database of its own and held up at a moment of its
	 * own, are struck at once: most of the time goes into starting processes.
	 */
	static final int AT_ONCE = 16;

	private final TestServer server;

	private final MatrixMode mode;

	private final Path folder;

	FaultMatrix(TestServer server, MatrixMode mode, Path folder) {
		this.server = server;
		this.mode = mode;
		this.folder = folder;
	}

	/**
	 * Strikes at every moment, and returns what was wrong.
	 * @param fault strikes migrations that are to be held up, and returns what is wrong
	 * already
	 */
	Outcome strike(Function<List<KillCase>, List<String>> fault) {
		try (TestDatabase undisturbed = this.server.createDatabase()) {
			int requests = countRequests(undisturbed);
			ExpectedSchema expected = ExpectedSchema.like(undisturbed.dataSource());
			List<KillPoint> points = KillPoint.all(requests);
			List<TestDatabase> databases = IntStream.range(0, AT_ONCE)
				.mapToObj((i) -> this.server.createDatabase())
				.toList();
			List<String> wounds = new ArrayList<>();
			for (int first = 0; first < points.size(); first += AT_ONCE) {
				List<KillPoint> some = points.subList(first, Math.min(first + AT_ONCE, points.size()));
				wounds.addAll(strike(fault, some, databases, expected));
			}
			databases.forEach(TestDatabase::close);
			return new Outcome(requests, points.size(), wounds);
		}
	}

	private int countRequests(TestDatabase undisturbed) {
		try (KillCase onlooker = at(null, undisturbed);
				ChildProcess child = ChildProcess.start(List.of(onlooker), this.mode, undisturbed, this.folder)) {
			assertThat(child.awaitExit()).as(child.output()).isZero();
			new HealedDatabase(undisturbed).check(onlooker.migrator(), ExpectedSchema.like(undisturbed.dataSource()));
			return onlooker.halt().requests().size();
		}
	}

	private KillCase at(@Nullable KillPoint point, TestDatabase database) {
		return new KillCase(database, this.mode, this.folder, point);
	}

	private List<String> strike(Function<List<KillCase>, List<String>> fault, List<KillPoint> points,
			List<TestDatabase> databases, ExpectedSchema expected) {
		List<KillCase> cases = IntStream.range(0, points.size())
			.mapToObj((i) -> at(points.get(i), databases.get(i)))
			.toList();
		List<String> wounds = new ArrayList<>(fault.apply(cases));
		wounds.addAll(cases.parallelStream().map((each) -> each.heal(expected)).flatMap(Optional::stream).toList());
		cases.forEach(KillCase::close);
		return wounds;
	}

	/**
	 * What came of it.
	 *
	 * @param requests how many requests an undisturbed migration makes
	 * @param points at how many moments something happened
	 * @param wounds what was wrong
	 */
	record Outcome(int requests, int points, List<String> wounds) {

	}

}
