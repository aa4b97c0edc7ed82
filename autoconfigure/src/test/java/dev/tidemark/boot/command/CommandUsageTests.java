package dev.tidemark.boot.command;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody is told who types a wrong command, or asks.
 */
class CommandUsageTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			rolback            | unknown command: 'rolback'. Did you mean 'rollback'?
			Status             | unknown command: 'Status'. Did you mean 'status'?
			frobnicate         | unknown command: 'frobnicate'.
			status --chek      | unknown option of 'status': '--chek'. Did you mean '--check'?
			status now         | unknown argument of 'status': 'now'.
			rollback --steps   | Missing required parameter for option '--steps' (N)
			rollback --steps=x | Invalid value for option '--steps': 'x' is not an int
			rollback --steps 0 | say how far: --steps N, at least 1; --to V; or --to-release
			rollback --to-release=false | say how far: --steps N, at least 1
			create 'x          | a quote is not closed: 'x
			""")
	void saysWhatIsWrongAndGivesAnExample(String command, String message) {
		CommandRun run = CommandRun.offline(command);
		assertThat(run.code()).isEqualTo(2);
		assertThat(run.out()).isEmpty();
		assertThat(run.err()).startsWith("error: " + message);
		assertThat(run.err().lines())
			.anyMatch((line) -> line.startsWith("Example: java -jar app.jar --tidemark.command=\""))
			.contains("All commands: java -jar app.jar --tidemark.command=help");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--check", "--steps=2", "--help" })
	void refusesAnOptionThatStandsOutsideOfTheCommand(String option) {
		CommandRun run = CommandRun.offline("rollback", "--server.port=0", "--tidemark.command=rollback", option);
		assertThat(run.code()).isEqualTo(2);
		assertThat(run.err()).contains("'%s' stands outside of the command".formatted(option))
			.contains("write --tidemark.command=\"rollback " + option + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "help", "--help", "-h" })
	void listsTheCommandsAndTheExitCodes(String command) {
		CommandRun run = CommandRun.offline(command);
		assertThat(run.code()).isZero();
		assertThat(run.err()).isEmpty();
		assertThat(run.out()).startsWith("Usage: java -jar app.jar --tidemark.command=\"[-h] COMMAND\"")
			.contains("migrate", "Applies everything that is pending", "Exit codes:", "status --check found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "help rollback", "rollback --help" })
	void showsTheOptionsOfOneCommandWithAnExample(String command) {
		CommandRun run = CommandRun.offline(command);
		assertThat(run.code()).isZero();
		assertThat(run.out()).startsWith("Usage: java -jar app.jar --tidemark.command=\"rollback ")
			.contains("--steps", "Example: java -jar app.jar --tidemark.command=\"rollback --steps 2\"");
	}

	@Test
	void showsNoColoursWhereTheyAreNotWanted() {
		assertThat(Terminal.wantsColours(Map.of("TERM", "xterm"))).isTrue();
		assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"))).isFalse();
		assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
		assertThat(Terminal.wantsColours(Map.of("NO_COLOR", ""))).isTrue();
	}

}
