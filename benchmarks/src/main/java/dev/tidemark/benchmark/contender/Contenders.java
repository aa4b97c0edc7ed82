package dev.tidemark.benchmark.contender;

import java.util.ArrayList;
import java.util.List;

import dev.tidemark.MigratorSettings;
import dev.tidemark.execution.ExecutionSettings;

/**
 * All contenders.
 */
public final class Contenders {

	private Contenders() {
	}

	/**
	 * Makes all contenders that can take part here.
	 * @return the lower bounds, Tidemark and the rivals; psql where it is installed
	 */
	public static List<Contender> all() {
		List<Contender> all = new ArrayList<>(List.of(new RawContender(), new RawOneTransaction(), new RawChunks(),
				new TidemarkContender(), new TidemarkContender(TidemarkContender.GROUPED, Contenders::grouped),
				new FlywayContender(), new LiquibaseContender()));
		if (!PsqlContender.version().isEmpty()) {
			all.add(new PsqlContender());
		}
		return all;
	}

	private static MigratorSettings grouped(MigratorSettings settings) {
		return settings.withExecution(new ExecutionSettings(null, null, null, true));
	}

	/**
	 * Finds a contender.
	 * @param name its name
	 * @return the contender
	 */
	public static Contender named(String name) {
		return all().stream()
			.filter((contender) -> contender.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no contender " + name));
	}

}
