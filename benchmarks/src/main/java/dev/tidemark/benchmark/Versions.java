package dev.tidemark.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import liquibase.util.LiquibaseUtil;
import org.flywaydb.core.internal.license.VersionPrinter;
import org.postgresql.util.DriverInfo;

import dev.tidemark.benchmark.contender.PsqlContender;

/**
 * The versions of everything that takes part.
 */
final class Versions {

	private static final int HASH = 12;

	private Versions() {
	}

	/**
	 * Asks everything for its version.
	 * @param postgres the server's
	 * @param module a folder of the working copy
	 */
	static Map<String, String> of(String postgres, Path module) {
		Map<String, String> versions = new LinkedHashMap<>();
		versions.put("PostgreSQL", postgres);
		versions.put("driver", DriverInfo.DRIVER_VERSION);
		versions.put("JDK", "%s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.name")));
		versions.put("Flyway", VersionPrinter.getVersion());
		versions.put("Liquibase", LiquibaseUtil.getBuildVersion());
		String psql = PsqlContender.version();
		versions.put("psql", psql.isEmpty() ? "not installed" : psql);
		versions.put("Tidemark's commit", commit(module));
		return versions;
	}

	private static String commit(Path module) {
		String hash = git(module, "rev-parse", "HEAD");
		if (hash.length() < HASH) {
			return "unknown";
		}
		boolean clean = git(module, "status", "--porcelain").isEmpty();
		return hash.substring(0, HASH) + (clean ? "" : " and changes");
	}

	private static String git(Path folder, String... arguments) {
		try {
			ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of("git")));
			builder.command().addAll(List.of(arguments));
			Process process = builder.directory(folder.toFile()).start();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

}
