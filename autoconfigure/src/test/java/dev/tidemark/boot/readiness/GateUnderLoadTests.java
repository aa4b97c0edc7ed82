package dev.tidemark.boot.readiness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.boot.Brake;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.boot.WebTestApplication;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@PostgresTest
class GateUnderLoadTests {

	private static final int THREADS = 4;

	private final AtomicBoolean over = new AtomicBoolean();

	private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void letsNoRequestReachAControllerBeforeTheSchemaIsCurrent(String type, TestDatabase database)
			throws InterruptedException {
		Brake brake = new Brake(database);
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id int);" + Brake.SQL);
		try (TestApplication application = new TestApplication(WebTestApplication.class).on(database, folder)
			.with("spring.main.web-application-type=" + type)
			.begin()) {
			// the server answers from here on, before the application is ready
			application.port();
			List<Thread> threads = hammer(application);
			brake.awaitHeld();
			int before = this.statuses.size();
			await().atMost(Duration.ofSeconds(30)).until(() -> this.statuses.size() > before + 100);
			assertThat(application.context().getBean(WebTestApplication.Api.class).calls()).isZero();
			assertThat(this.statuses).containsOnly(503);
			brake.release();
			application.awaitReady();
			await().atMost(Duration.ofSeconds(30)).until(() -> this.statuses.contains(200));
			this.over.set(true);
			for (Thread thread : threads) {
				thread.join();
			}
			// whoever came through found the table
			assertThat(this.statuses).containsOnly(200, 503);
		}
	}

	private List<Thread> hammer(TestApplication application) {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Thread thread = new Thread(() -> {
				while (!this.over.get()) {
					this.statuses.add(application.get("/api/users").statusCode());
				}
			});
			thread.setDaemon(true);
			thread.start();
			threads.add(thread);
		}
		return threads;
	}

}
