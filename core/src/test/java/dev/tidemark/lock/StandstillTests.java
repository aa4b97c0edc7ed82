package dev.tidemark.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

import dev.tidemark.BackgroundRun;
import dev.tidemark.Migrator;
import dev.tidemark.OtherSession;
import dev.tidemark.lock.StandingChild.Moment;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process is stopped (SIGSTOP) for longer than its lease is good for, and goes on
 * (SIGCONT) when another has done its work.
 */
@PostgresTest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no SIGSTOP")
class StandstillTests extends AbstractLeaseTests {

	private static final Duration EXPIRY = Duration.ofSeconds(2);

	@ParameterizedTest
	@CsvSource({ "IN_A_STATEMENT,simple", "IN_A_STATEMENT,extended", "IN_JAVA,simple", "IN_JAVA,extended",
			"BETWEEN,simple", "BETWEEN,extended" })
	void letsAnotherProcessApplyEverythingExactlyOnce(Moment moment, String queryMode) throws Exception {
		write("001_first.sql", "CREATE TABLE ledger (entry int); INSERT INTO ledger VALUES (1)");
		write("003_last.sql", "INSERT INTO ledger VALUES (3)");
		if (moment != Moment.IN_JAVA) {
			write("002_second.sql", "CREATE TABLE second (); %s; INSERT INTO ledger VALUES (2)"
				.formatted((moment == Moment.IN_A_STATEMENT) ? GATE : "SELECT 1"));
		}
		Process child = start(moment, queryMode);
		try (OtherSession gate = OtherSession.open(database(), "gate").begin(GATE)) {
			awaitMoment(moment);
			signal(child, "STOP");
			Migrator migrator = migrator(EXPIRY);
			BackgroundRun next = BackgroundRun.start(
					((moment == Moment.IN_JAVA) ? migrator.withJavaMigrations(() -> List.of(StandingChild.code(() -> {
					}))) : migrator)::migrate);
			await().until(() -> values("SELECT expires_at < clock_timestamp() FROM schema_migrations_lock "
					+ "UNION ALL SELECT true FROM schema_migrations_lock WHERE token > 1")
				.contains("t"));
			gate.end();
			assertThat(next.report().scripts()).hasSize(2);
			Files.createFile(folder().path().resolve(StandingChild.GO_ON));
			signal(child, "CONT");
			assertThat(child.waitFor(1, TimeUnit.MINUTES)).as("the child ends").isTrue();
		}
		finally {
			child.destroyForcibly();
		}
		assertThat(Files.readString(output())).contains("The migration lock was lost")
			.contains((moment == Moment.BETWEEN) ? "before migration 002 second, which has not begun" : "rolled back")
			.contains("A lease ends when its process stands still")
			.doesNotContain("done:");
		assertThat(values("SELECT entry FROM ledger ORDER BY entry")).containsExactly("1", "2", "3");
		assertThat(states()).containsExactly(MigrationState.APPLIED, MigrationState.APPLIED, MigrationState.APPLIED);
	}

	private Process start(Moment moment, String queryMode) throws IOException {
		String url = ((PGSimpleDataSource) dataSource("preferQueryMode=" + queryMode)).getURL();
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), StandingChild.class.getName(),
				url, role().name(), role().password(), folder().path().toString(), moment.name(), EXPIRY.toString());
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile()).start();
	}

	private Path output() {
		return folder().path().resolve("child.txt");
	}

	private void awaitMoment(Moment moment) {
		if (moment == Moment.IN_A_STATEMENT) {
			awaitLockWait(Duration.ZERO);
		}
		else {
			await().atMost(Duration.ofSeconds(30))
				.until(() -> Files.exists(folder().path().resolve(StandingChild.REACHED)));
		}
	}

	private static void signal(Process process, String signal) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO().start();
		assertThat(kill.waitFor()).isZero();
	}

}
