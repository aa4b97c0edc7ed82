package dev.tidemark.benchmark.workload;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tidemark.benchmark.contender.Contender;
import dev.tidemark.benchmark.contender.FlywayContender;
import dev.tidemark.benchmark.contender.LiquibaseContender;
import dev.tidemark.benchmark.contender.RawContender;
import dev.tidemark.benchmark.contender.TidemarkContender;
import dev.tidemark.benchmark.server.Database;

/**
 * A virtual machine that does one thing, with no more on its class path than that needs;
 * without a logging backend, which costs each of them the same.
 */
public final class FreshProcess {

	/** Opens a connection through the driver, and closes it. */
	static final String CONNECT = "connect";

	private static final String DRIVER = "postgresql-";

	/** How the jars' names begin. */
	private static final Map<String, String> JARS = Map.of(CONNECT, DRIVER, RawContender.NAME, DRIVER,
			TidemarkContender.NAME, DRIVER + "|tidemark-core|spring-|slf4j-api|commons-logging|jspecify", "flyway",
			DRIVER + "|flyway-|jackson-|slf4j-api", LiquibaseContender.NAME,
			DRIVER + "|liquibase-|opencsv|snakeyaml|commons-|jaxb-api|javax.activation|jakarta");

	private FreshProcess() {
	}

	static boolean knows(String contender) {
		return JARS.containsKey(contender);
	}

	/**
	 * Runs it to its end.
	 */
	static void run(String contender, Database database, Path folder) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dslf4j.internal.verbosity=ERROR", "-classpath", classPath(contender), FreshProcess.class.getName(),
				contender, database.host(), String.valueOf(database.port()), database.name(), folder.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException("%s failed in a process of its own: %s".formatted(contender, output));
		}
	}

	private static String classPath(String contender) {
		Pattern wanted = Pattern.compile("(%s).*\\.jar".formatted(JARS.get(contender)));
		return Pattern.compile(Pattern.quote(File.pathSeparator))
			.splitAsStream(System.getProperty("java.class.path"))
			.map(Path::of)
			// a folder is this module's own
			.filter((entry) -> !entry.toString().endsWith(".jar")
					|| wanted.matcher(entry.getFileName().toString()).matches())
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * The process.
	 * @param arguments the contender, the host, the port, the database and the folder
	 * @throws Exception if the contender fails
	 */
	public static void main(String[] arguments) throws Exception {
		Database database = new Database(arguments[1], Integer.parseInt(arguments[2]), arguments[3], null);
		if (arguments[0].equals(CONNECT)) {
			database.connect().close();
		}
		else {
			// one alone, since each loads what it needs
			contender(arguments[0]).migrate(database, Path.of(arguments[4]));
		}
	}

	private static Contender contender(String name) {
		return switch (name) {
			case RawContender.NAME -> new RawContender();
			case TidemarkContender.NAME -> new TidemarkContender();
			case LiquibaseContender.NAME -> new LiquibaseContender();
			default -> new FlywayContender();
		};
	}

}
