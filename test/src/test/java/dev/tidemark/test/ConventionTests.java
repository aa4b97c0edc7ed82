package dev.tidemark.test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Every folder of {@code conventions} is a tree of migrations as users of some tool have
 * it; Tidemark has to leave what psql leaves. To add a convention is to add a folder.
 */
@PostgresTest
class ConventionTests {

	@TempDir
	private Path scratch;

	@BeforeAll
	static void needsPsql() {
		Assumptions.assumeTrue(Psql.isInstalled(), "needs psql: install postgresql-client");
	}

	static Stream<Convention> understood() {
		return Convention.all().filter((convention) -> !convention.waits());
	}

	static Stream<Convention> waiting() {
		return Convention.all().filter(Convention::waits);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("understood")
	void leavesWhatPsqlLeaves(Convention convention, TestServer server) throws IOException {
		run(convention, server);
	}

	@ParameterizedTest(name = "{0}", allowZeroInvocations = true)
	@MethodSource("waiting")
	void waitsAsLongAsItIsNotUnderstood(Convention convention, TestServer server) {
		Throwable failure = catchThrowable(() -> run(convention, server));
		assertThat(failure).as("%s works: take it off conventions/pending.txt", convention).isNotNull();
		Assumptions.abort("Not understood yet. " + failure.getMessage());
	}

	private void run(Convention convention, TestServer server) throws IOException {
		try (ConventionRun run = ConventionRun.of(convention, this.scratch, server)) {
			run.up();
			run.isTheSameElsewhere();
			run.isTheSameFromASnapshot();
			run.downAndUpAgain();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError("Convention '%s': %s".formatted(convention, ex.getMessage()), ex);
		}
	}

}
