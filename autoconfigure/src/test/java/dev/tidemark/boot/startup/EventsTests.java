package dev.tidemark.boot.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.PlainTestApplication;
import dev.tidemark.boot.TestApplication;
import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class EventsTests {

	@TempDir
	private Path directory;

	private MigrationFolder folder;

	private TestApplication application;

	@BeforeEach
	void setUp(TestDatabase database) {
		this.folder = new MigrationFolder(this.directory).write("001_users.sql", "CREATE TABLE users (id int)");
		this.application = new TestApplication(PlainTestApplication.class, Listening.class).on(database, this.folder);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void tellsSpringsListenersWhatHappens() {
		this.application.start();
		assertThat(listening().spring).containsExactly("LockAcquired", "Noted", "RunStarted", "StepStarted",
				"StatementStarted", "StepFinished", "RunFinished");
		assertThat(listening().finished).containsExactly("001 users");
	}

	@Test
	void tellsListenerBeansTheSame() {
		this.application.start();
		assertThat(listening().beans).isEqualTo(listening().spring);
	}

	@Test
	void tellsOfAFailure() {
		this.folder.write("001_users.sql", "SELECT 1 / 0");
		this.application.with("tidemark.on-failure=refuse-traffic").start();
		assertThat(listening().spring).endsWith("StepFailed", "RunFailed");
	}

	@Test
	void goesOnWhereAListenerFails() {
		this.application = this.application.with("failing=true").start();
		assertThat(listening().finished).containsExactly("001 users");
		assertThat(this.application.context().getBean(MigrationPhase.class).current().open()).isTrue();
	}

	private Listening listening() {
		return this.application.context().getBean(Listening.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		private final List<String> spring = new CopyOnWriteArrayList<>();

		private final List<String> beans = new CopyOnWriteArrayList<>();

		private final List<String> finished = new CopyOnWriteArrayList<>();

		@EventListener
		void any(MigrationEvent event) {
			this.spring.add(event.getClass().getSimpleName());
		}

		@EventListener
		void finished(MigrationEvent.StepFinished event) {
			this.finished.add(event.step().label());
		}

		@EventListener(condition = "@environment.getProperty('failing') != null")
		void failing(MigrationEvent.StepStarted event) {
			throw new IllegalStateException("This listener fails");
		}

		@Bean
		MigrationListener listener() {
			return (event) -> this.beans.add(event.getClass().getSimpleName());
		}

	}

}
