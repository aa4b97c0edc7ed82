package dev.tidemark.sample.operations;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The alert rules, as Prometheus itself sees them. Debian's package {@code prometheus}
 * has both programs; where they are not installed the tests are skipped.
 */
@PostgresTest
class PrometheusTests {

	@TempDir
	private Path directory;

	@Test
	void acceptsTheRulesAndFiresEachAtItsTime() throws Exception {
		assumeInstalled("promtool");
		Files.copy(AlertRules.FILE, this.directory.resolve("alerts.yaml"));
		Files.copy(Path.of("src", "test", "resources", "prometheus", "alerts-test.yaml"),
				this.directory.resolve("alerts-test.yaml"));
		assertThat(run("promtool", "check", "rules", "--lint=all", "--lint-fatal", "alerts.yaml"))
			.contains("SUCCESS: %d rules found".formatted(AlertRules.read().size()));
		assertThat(run("promtool", "test", "rules", "alerts-test.yaml")).contains("SUCCESS");
		String tested = Files.readString(this.directory.resolve("alerts-test.yaml"));
		assertThat(AlertRules.read()).allSatisfy((rule) -> assertThat(tested).contains("\"" + rule.alert() + "\""));
	}

	@Test
	void firesWhereAMigrationHasFailed(TestDatabase database) throws Exception {
		assumeInstalled("prometheus");
		Path migrations = Files.createDirectory(this.directory.resolve("migrations"));
		try (FailedApplication application = FailedApplication.start(database, migrations)) {
			Files.writeString(this.directory.resolve("alerts.yaml"),
					Files.readString(AlertRules.FILE).replaceAll("for: \\d+m", "for: 1s"));
			Files.writeString(this.directory.resolve("prometheus.yaml"), """
					global:
					  scrape_interval: 1s
					  evaluation_interval: 1s
					rule_files:
					  - alerts.yaml
					scrape_configs:
					  - job_name: sample
					    metrics_path: /actuator/prometheus
					    static_configs:
					      - targets: ["%s"]
					""".formatted(application.address()));
			String address = "127.0.0.1:" + freePort();
			Process prometheus = start("prometheus", "--config.file=prometheus.yaml", "--storage.tsdb.path=data",
					"--web.listen-address=" + address);
			try {
				await().atMost(Duration.ofSeconds(60))
					.ignoreExceptions()
					.untilAsserted(
							() -> assertThat(firing(address)).contains("TidemarkMigrationFailed critical default"));
				assertThat(firing(address)).isSubsetOf("TidemarkMigrationFailed critical default",
						"TidemarkSchemaNotCurrent warning default");
			}
			finally {
				prometheus.destroy();
				prometheus.waitFor();
			}
		}
	}

	private static List<String> firing(String address) throws IOException, InterruptedException {
		JsonNode alerts = JsonMapper.shared()
			.readTree(FailedApplication.get("http://" + address + "/api/v1/alerts"))
			.at("/data/alerts");
		return StreamSupport.stream(alerts.spliterator(), false)
			.filter((alert) -> alert.path("state").asString().equals("firing"))
			.map((alert) -> alert.path("labels"))
			.map((labels) -> "%s %s %s".formatted(labels.path("alertname").asString(),
					labels.path("severity").asString(), labels.path("database").asString()))
			.toList();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void assumeInstalled(String program) {
		assumeThat(List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator)))
			.as("%s is not installed (Debian's package prometheus has it)", program)
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	private String run(String... command) throws IOException, InterruptedException {
		Process process = start(command);
		int exit = process.waitFor();
		String output = Files.readString(output());
		assertThat(exit).as(output).isZero();
		return output;
	}

	private Process start(String... command) throws IOException {
		return new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output().toFile())
			.start();
	}

	private Path output() {
		return this.directory.resolve("output.txt");
	}

}
