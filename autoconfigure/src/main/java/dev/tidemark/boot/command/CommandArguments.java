package dev.tidemark.boot.command;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * A command as it was written.
 *
 * @param words its words
 * @param problem why they cannot be understood at all, or {@code null}
 * @param settled whether the answer needs no application: help, or a wrong word
 */
record CommandArguments(List<String> words, @Nullable String problem, boolean settled) {

	/** Nothing was read yet. */
	static final CommandArguments NONE = new CommandArguments(List.of(), null, false);

	static CommandArguments read(CommandLine commandLine, String command, String[] arguments) {
		String outside = outside(commandLine, arguments);
		if (outside != null) {
			return new CommandArguments(List.of(),
					"'%s' stands outside of the command and would be overlooked: write --%s=\"%s %s\""
						.formatted(outside, CommandEnvironment.PROPERTY, command.strip(), outside),
					true);
		}
		try {
			List<String> words = CommandWords.of(command);
			return new CommandArguments(words, null, settled(commandLine, words));
		}
		catch (IllegalArgumentException ex) {
			return new CommandArguments(List.of(), ex.getMessage(), true);
		}
	}

	/**
	 * Finds an option of a command among the application's own, which Boot would take for
	 * a property: {@code --dry-run} may not be lost.
	 */
	private static @Nullable String outside(CommandLine commandLine, String[] arguments) {
		Set<String> options = commandLine.getSubcommands()
			.values()
			.stream()
			.flatMap((sub) -> sub.getCommandSpec().options().stream())
			.flatMap((option) -> Stream.of(option.names()))
			.collect(Collectors.toSet());
		return Arrays.stream(arguments)
			.filter((argument) -> options.contains(argument.split("=", 2)[0]))
			.findFirst()
			.orElse(null);
	}

	private static boolean settled(CommandLine commandLine, List<String> words) {
		try {
			ParseResult result = commandLine.parseArgs(words.toArray(String[]::new));
			return !result.hasSubcommand() || asksForHelp(result);
		}
		catch (ParameterException ex) {
			return true;
		}
	}

	private static boolean asksForHelp(ParseResult result) {
		return result.isUsageHelpRequested() || result.commandSpec().helpCommand()
				|| (result.hasSubcommand() && asksForHelp(result.subcommand()));
	}

}
