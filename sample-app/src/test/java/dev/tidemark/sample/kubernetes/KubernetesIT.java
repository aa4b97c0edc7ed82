package dev.tidemark.sample.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.sample.SampleProcess;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The manifests under {@code docs/kubernetes}, with processes for pods.
 */
@PostgresTest
class KubernetesIT {

	private static final Path JAR = Path.of(System.getProperty("tidemark.sample.jar"));

	private static final Duration A_FEW_SECONDS = Duration.ofSeconds(15);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Map<String, String> more = new HashMap<>();

	@TempDir
	private Path directory;

	private TestDatabase database;

	private DocumentedLogins logins;

	private Manifest job;

	private Manifest deployment;

	@BeforeEach
	void readThePage() throws IOException {
		this.logins = DocumentedLogins.create(this.database);
		this.job = Manifest.read("job.yaml");
		this.deployment = Manifest.read("deployment.yaml");
	}

	@Test
	void podsWaitForTheJobAndServeWhenItIsDone() throws Exception {
		try (SampleProcess pod = start(this.deployment); SampleProcess another = start(this.deployment)) {
			assertWaits(pod);
			assertWaits(another);
			try (SampleProcess migrating = start(this.job)) {
				assertThat(migrating.awaitExit()).as(migrating.output()).isZero();
				assertThat(migrating.output()).contains("is at version 007: 8 migrations applied in");
			}
			Instant done = Instant.now();
			awaitServing(pod);
			awaitServing(another);
			System.out.printf("The pods served %d ms after the job had ended%n",
					Duration.between(done, Instant.now()).toMillis());
			assertThat(post(pod, "/api/projects", "{\"code\": \"K8S\", \"name\": \"Pods\", \"owner\": \"ada\"}"))
				.isEqualTo(201);
			assertThat(pod.output()).contains("is current at version 007: another process has applied what was pending")
				.doesNotContain("WARN")
				.doesNotContain("ERROR");
		}
		assertTheServiceMayNotChangeTheSchemaNorTheHistory();
	}

	@Test
	void podsKeepWaitingAndSayWhyWhileTheJobFails() throws Exception {
		Files.writeString(this.directory.resolve("008_mails.sql"), "INSERT INTO mails VALUES (1)");
		this.more.put("TIDEMARK_LOCATIONS", "classpath:db/migration,file:" + this.directory);
		try (SampleProcess pod = start(this.deployment); SampleProcess other = start(this.deployment)) {
			assertWaits(pod);
			assertWaits(other);
			try (SampleProcess migrating = start(this.job)) {
				assertThat(migrating.awaitExit()).as(migrating.output()).isEqualTo(1);
				assertThat(migrating.output()).contains("error: Migration 008 mails failed")
					.contains("relation \"mails\" does not exist");
			}
			await().atMost(A_FEW_SECONDS)
				.untilAsserted(() -> assertThat(pod.output())
					.contains("the process that migrates has failed, and is waited for, as it may try again")
					.contains("Migration 008 mails failed at")
					.contains("relation \"mails\" does not exist"));
			assertWaits(pod);
			assertThat(get(pod, "/actuator/health").body()).contains("relation \\\"mails\\\" does not exist");
			assertEndsAtOnce(other);
			this.database.execute("CREATE TABLE mails (id int)");
			this.database.execute("GRANT INSERT ON mails TO PUBLIC");
			try (SampleProcess migrating = start(this.job)) {
				assertThat(migrating.awaitExit()).as(migrating.output()).isZero();
			}
			awaitServing(pod);
		}
	}

	@Test
	void runsTheSameImageWithTwoLogins() {
		assertThat(this.job.container().get("image")).isEqualTo(this.deployment.container().get("image"));
		assertThat(this.job.environment().get("SPRING_DATASOURCE_USERNAME"))
			.isNotEqualTo(this.deployment.environment().get("SPRING_DATASOURCE_USERNAME"));
		assertThat(this.deployment.environment()).containsEntry("TIDEMARK_MODE", "wait");
		assertThat(this.job.environment().get("TIDEMARK_HISTORY_SCHEMA"))
			.isEqualTo(this.deployment.environment().get("TIDEMARK_HISTORY_SCHEMA"));
		assertThat(this.job.at("spec", "template", "spec", "restartPolicy")).isEqualTo("Never");
		assertThat(this.deployment.at("spec", "selector", "matchLabels"))
			.isEqualTo(this.deployment.at("spec", "template", "metadata", "labels"));
		assertThat(this.deployment.at("spec", "progressDeadlineSeconds")).isEqualTo(4200);
	}

	private SampleProcess start(Manifest manifest) throws IOException {
		Map<String, String> environment = new HashMap<>(this.logins.in(manifest.environment()));
		environment.putAll(this.more);
		return SampleProcess.startJar(JAR, this.directory, environment, manifest.arguments());
	}

	private void assertWaits(SampleProcess pod) throws Exception {
		await().atMost(Duration.ofSeconds(90))
			.untilAsserted(() -> assertThat(pod.output()).contains("waiting for another process to apply them"));
		assertThat(get(pod, this.deployment.probe("startupProbe")).statusCode()).isEqualTo(200);
		assertThat(get(pod, this.deployment.probe("livenessProbe")).statusCode()).isEqualTo(200);
		assertThat(get(pod, this.deployment.probe("readinessProbe")).statusCode()).isEqualTo(503);
		assertThat(get(pod, "/api/projects").statusCode()).isEqualTo(503);
	}

	private void awaitServing(SampleProcess pod) throws Exception {
		await().atMost(A_FEW_SECONDS)
			.until(() -> get(pod, this.deployment.probe("readinessProbe")).statusCode() == 200);
		assertThat(get(pod, "/api/projects").statusCode()).isEqualTo(200);
	}

	private static void assertEndsAtOnce(SampleProcess pod) throws IOException {
		Instant before = Instant.now();
		pod.terminate();
		assertThat(pod.awaitExit()).isIn(143, 1);
		Duration took = Duration.between(before, Instant.now());
		System.out.printf("A waiting pod ended %d ms after SIGTERM%n", took.toMillis());
		assertThat(took).isLessThan(Duration.ofSeconds(5));
		assertThat(pod.output()).contains("it waits no longer for another process to migrate");
	}

	private void assertTheServiceMayNotChangeTheSchemaNorTheHistory() {
		JdbcClient service = JdbcClient.create(this.database.dataSource(this.logins.application()));
		assertThat(service.sql("SELECT count(*) FROM tidemark.schema_migrations").query(Long.class).single())
			.isEqualTo(8);
		for (String refused : new String[] { "DELETE FROM tidemark.schema_migrations",
				"UPDATE tidemark.schema_migrations SET state = 'applied'", "CREATE TABLE mine (id int)",
				"CREATE TABLE tidemark.mine (id int)", "ALTER TABLE projects ADD COLUMN mine text" }) {
			assertThatExceptionOfType(BadSqlGrammarException.class).as(refused)
				.isThrownBy(() -> service.sql(refused).update());
		}
	}

	private HttpResponse<String> get(SampleProcess pod, String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri(pod, path)).build(), HttpResponse.BodyHandlers.ofString());
	}

	private int post(SampleProcess pod, String path, String body) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(uri(pod, path))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString())
			.statusCode();
	}

	private static URI uri(SampleProcess pod, String path) {
		return URI.create("http://127.0.0.1:" + pod.awaitPort() + path);
	}

}
