package dev.tidemark.boot.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Holds the others, and does nothing itself.
 */
@Command(name = "", description = "The application as its own command line: does one thing, and exits.",
		synopsisSubcommandLabel = "COMMAND", footer = "status", exitCodeListHeading = "Exit codes:%n",
		exitCodeList = { "0:done", "1:failed", "2:wrong usage",
				"3:status --check found something pending, or snapshot --check another schema",
				"143:ended by SIGTERM: cancelled and rolled back" })
final class RootCommand implements Callable<Integer> {

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Shows this help.")
	@SuppressWarnings("UnusedVariable")
	private boolean help;

	@Override
	public Integer call() {
		throw new ParameterException(this.spec.commandLine(), "a command is missing");
	}

}
