package dev.tidemark.benchmark.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.Script;
import dev.tidemark.benchmark.result.Measure;
import dev.tidemark.benchmark.result.Sample;
import dev.tidemark.benchmark.server.Database;

/**
 * Starts a packaged Spring Boot application until it is ready and everything is applied,
 * where everything was applied before.
 */
final class BootStartWorkload implements Workload {

	static final String NAME = "boot-start";

	private static final double KILO = 1_000;

	private final Ground ground;

	private final int size;

	private final List<BootApplication> applications;

	private final Folders folders;

	private final Map<BootApplication, Database> databases = new LinkedHashMap<>();

	BootStartWorkload(Ground ground, int size) {
		this.ground = ground;
		this.size = size;
		List<String> names = ground.contenders().stream().map(Contender::name).toList();
		this.applications = BootApplication.all()
			.stream()
			.filter((application) -> application.name().equals(BootApplication.NONE)
					|| names.contains(application.contender()))
			.toList();
		this.folders = new Folders(ground.directory().resolve(NAME + "-" + size), () -> Script.tables(size));
	}

	@Override
	public Terms terms() {
		return new Terms(NAME, this.size, BootApplication.NONE, (this.size < 1_000) ? 2 : 4, 1);
	}

	@Override
	public void prepare() throws Exception {
		this.folders.write(this.applications.stream().map(BootApplication::layout).distinct().toList());
		for (BootApplication application : this.applications) {
			application.copy(jar(application), this.folders.of(application.layout()));
			Database database = this.ground.server().createDatabase();
			this.databases.put(application, database);
			// the first start applies everything
			start(application, database);
		}
	}

	@Override
	public void run(int round, Consumer<Sample> recorder) throws Exception {
		double bytes = Files.size(this.applications.get(0).jar());
		for (Map.Entry<BootApplication, Database> entry : Timing.inTurn(List.copyOf(this.databases.entrySet()),
				round)) {
			BootApplication application = entry.getKey();
			Map<Measure, Double> values = start(application, entry.getValue());
			values.put(Measure.BYTES_ADDED, (Files.size(application.jar()) - bytes) / KILO);
			values.forEach((measure, value) -> recorder
				.accept(new Sample(NAME, this.size, application.name(), measure, value)));
		}
	}

	private Map<Measure, Double> start(BootApplication application, Database database)
			throws IOException, InterruptedException {
		return new BootStart(jar(application), application.options(), database).run();
	}

	private Path jar(BootApplication application) {
		return this.ground.directory().resolve("%s-%d-%s.jar".formatted(NAME, this.size, application.name()));
	}

	@Override
	public void cleanUp() throws Exception {
		for (Map.Entry<BootApplication, Database> entry : this.databases.entrySet()) {
			this.ground.server().drop(entry.getValue());
			Files.delete(jar(entry.getKey()));
		}
		this.folders.delete();
	}

}
