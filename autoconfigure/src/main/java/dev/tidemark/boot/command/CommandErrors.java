package dev.tidemark.boot.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.boot.liquibase.ExportException;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.sql.Nearest;
import dev.tidemark.sql.Redaction;

/**
 * Says what went wrong: a wrong command with the nearest right one, a failure with what
 * to do next.
 */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

	static final int FAILED = 1;

	static final int WRONG_USAGE = 2;

	private final CommandSession session;

	private @Nullable ConfigurableApplicationContext context;

	CommandErrors(CommandSession session) {
		this.session = session;
	}

	/**
	 * Lets Boot's and the application's analyzers explain failures.
	 */
	void analyzeIn(ConfigurableApplicationContext application) {
		this.context = application;
	}

	@Override
	public int handleParseException(ParameterException ex, String[] args) {
		return wrongUsage(ex.getCommandLine(), message(ex));
	}

	int wrongUsage(CommandLine command, @Nullable String problem) {
		error(Objects.requireNonNullElse(problem, "wrong usage"));
		for (String line : command.getCommandSpec().usageMessage().footer()) {
			this.session.terminal().tell(line);
		}
		return WRONG_USAGE;
	}

	private static String message(ParameterException ex) {
		if (ex instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
			return unknown(unmatched.getUnmatched().get(0), ex.getCommandLine());
		}
		return String.valueOf(ex.getMessage());
	}

	private static String unknown(String word, CommandLine command) {
		boolean option = word.startsWith("-");
		String name = word.split("=", 2)[0];
		boolean root = command.getParent() == null;
		List<String> known = option ? options(command) : List.copyOf(command.getSubcommands().keySet());
		String nearest = Nearest.to(name, known).map(" Did you mean '%s'?"::formatted).orElse("");
		String what = option ? "option" : root ? "command" : "argument";
		String where = root ? "" : " of '%s'".formatted(command.getCommandName());
		return "unknown %s%s: '%s'.%s".formatted(what, where, name, nearest);
	}

	private static List<String> options(CommandLine command) {
		return command.getCommandSpec()
			.options()
			.stream()
			.flatMap((option) -> List.of(option.names()).stream())
			.toList();
	}

	@Override
	public int handleExecutionException(Exception ex, CommandLine command, ParseResult result) {
		this.session.progress().end();
		FailureAnalysis analysis = analyze(ex);
		error((analysis != null) ? analysis.getDescription() : ex.toString());
		if (analysis != null && analysis.getAction() != null) {
			this.session.terminal().tell("action: " + analysis.getAction());
		}
		if (this.session.verbose()) {
			StringWriter trace = new StringWriter();
			ex.printStackTrace(new PrintWriter(trace));
			this.session.terminal().tell(Redaction.ofMessage(trace.toString()).stripTrailing());
		}
		else if (analysis == null) {
			this.session.terminal().tell("action: with --verbose the command shows where this comes from");
		}
		return FAILED;
	}

	private void error(String message) {
		Terminal terminal = this.session.terminal();
		// what a driver or a pool quotes may be a URL with its credentials
		terminal.tell(terminal.in(Colour.RED, "error:") + " " + Redaction.ofMessage(message));
	}

	private @Nullable FailureAnalysis analyze(Exception failure) {
		if (failure instanceof MigrationException known) {
			return new FailureAnalysis(String.valueOf(known.getMessage()), known.action(), known);
		}
		if (failure instanceof ExportException known) {
			return new FailureAnalysis(String.valueOf(known.getMessage()), known.action(), known);
		}
		if (this.context == null) {
			return null;
		}
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, this.context.getBeanFactory())
			.and(Environment.class, this.context.getEnvironment());
		return SpringFactoriesLoader.forDefaultResourceLocation(this.context.getClassLoader())
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, ex) -> {
			}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
