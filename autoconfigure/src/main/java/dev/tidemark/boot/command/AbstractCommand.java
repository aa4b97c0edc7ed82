package dev.tidemark.boot.command;

import java.util.concurrent.Callable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands have.
 */
abstract class AbstractCommand implements Callable<Integer> {

	/** It did what it was asked for. */
	static final int DONE = 0;

	private final CommandSession session;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Shows this help.", order = 100)
	@SuppressWarnings("UnusedVariable")
	private boolean help;

	@Option(names = "--verbose", description = "Shows each statement with its time, and where an error comes from.",
			order = 99)
	private boolean verbose;

	AbstractCommand(CommandSession session) {
		this.session = session;
	}

	@Override
	public final Integer call() {
		this.session.begin(this.verbose);
		int code = run();
		this.session.progress().end();
		return code;
	}

	/**
	 * Does the work.
	 * @return the exit code
	 */
	abstract int run();

	final CommandSession session() {
		return this.session;
	}

	final Terminal terminal() {
		return this.session.terminal();
	}

	final void check(RehearsalOptions options) {
		String problem = options.problem();
		if (problem != null) {
			throw wrongUsage(problem);
		}
	}

	/**
	 * Returns what ends a command whose options do not fit together.
	 */
	final ParameterException wrongUsage(String problem) {
		return new ParameterException(this.spec.commandLine(), problem);
	}

}
