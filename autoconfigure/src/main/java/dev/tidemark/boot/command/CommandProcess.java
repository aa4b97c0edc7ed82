package dev.tidemark.boot.command;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * A process that executes one command. What needs no application, such as help, is over
 * before one is made.
 */
final class CommandProcess {

	private static final long PATIENCE_MS = 20_000;

	private static final long PAUSE_MS = 50;

	private final CommandSession session;

	private final CommandErrors errors;

	private final CommandLine commandLine;

	private final CountDownLatch ended = new CountDownLatch(1);

	private volatile boolean begun;

	private volatile @Nullable CommandContext context;

	private CommandArguments read = CommandArguments.NONE;

	private CommandProcess(Terminal terminal) {
		this.session = new CommandSession(terminal, new ApplicationBeans(this::application));
		this.errors = new CommandErrors(this.session);
		this.commandLine = CommandLines.create(this.session, this.errors);
	}

	/**
	 * Reads a command.
	 * @param command the command, as one text
	 * @param arguments the arguments of the application
	 */
	static CommandProcess begin(String command, String[] arguments) {
		CommandProcess process = new CommandProcess(Terminal.takeOver());
		process.read = CommandArguments.read(process.commandLine, command, arguments);
		if (process.read.settled()) {
			System.exit(process.execute());
		}
		return process;
	}

	/**
	 * Executes the command and ends the process.
	 */
	void runAndExit(CommandContext application) {
		this.context = application;
		this.errors.analyzeIn(application);
		// without a class of its own: found by whoever tells listeners
		application.getBeanFactory().registerSingleton("tidemarkCommandProgress", this.session.progress());
		application.beforeClose(this::cancel);
		int code = run();
		// not SpringApplication.exit, which makes every bean that has a say in the code
		application.close();
		System.exit(code);
	}

	private int run() {
		this.begun = true;
		try {
			return execute();
		}
		finally {
			this.ended.countDown();
		}
	}

	private int execute() {
		return execute(this.commandLine, this.errors, this.read);
	}

	static int execute(CommandLine commandLine, CommandErrors errors, CommandArguments read) {
		return (read.problem() != null) ? errors.wrongUsage(commandLine, read.problem())
				: commandLine.execute(read.words().toArray(String[]::new));
	}

	/**
	 * Is called when the process is told to end, before the data source is closed.
	 */
	private void cancel() {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
		try {
			while (this.begun && System.nanoTime() < deadline) {
				this.session.cancel();
				if (this.ended.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CommandContext application() {
		return Objects.requireNonNull(this.context);
	}

}
