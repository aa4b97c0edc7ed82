package dev.tidemark.boot.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

import dev.tidemark.migration.Version;

/**
 * Puts the commands together.
 */
final class CommandLines {

	private static final int WIDTH = 110;

	private static final String BEGIN = "java -jar app.jar --" + CommandEnvironment.PROPERTY + "=\"";

	private CommandLines() {
	}

	static CommandLine create(CommandSession session, CommandErrors errors) {
		CommandLine root = new CommandLine(new RootCommand());
		commands(session).forEach(root::addSubcommand);
		root.addSubcommand(new CommandLine.HelpCommand());
		Terminal terminal = session.terminal();
		root.setOut(writer(terminal.out()));
		root.setErr(writer(terminal.err()));
		root.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF));
		root.setUsageHelpWidth(WIDTH);
		root.registerConverter(Version.class, CommandLines::version);
		root.setParameterExceptionHandler(errors);
		root.setExecutionExceptionHandler(errors);
		describe(root);
		root.getSubcommands().values().forEach(CommandLines::describe);
		return root;
	}

	private static List<AbstractCommand> commands(CommandSession session) {
		return List.of(new StatusCommand(session), new CurrentCommand(session), new PlanCommand(session),
				new MigrateCommand(session), new RollbackCommand(session), new ValidateCommand(session),
				new RepairCommand(session), new BaselineCommand(session), new AdoptCommand(session),
				new ExportCommand(session), new ScriptCommand(session), new InitCommand(session),
				new CreateCommand(session), new RenumberCommand(session), new SnapshotCommand(session),
				new SquashCommand(session), new LiquibaseToSqlCommand(session));
	}

	/**
	 * What picocli writes as {@code Usage: <main class> status} is no line to type.
	 */
	private static void describe(CommandLine command) {
		UsageMessageSpec usage = command.getCommandSpec().usageMessage();
		command.getHelpSectionMap()
			.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, (help) -> BEGIN
					+ help.synopsis(0).strip().replaceAll("\\s*\\R\\s*", " ") + "\"" + System.lineSeparator());
		List<String> footer = new ArrayList<>();
		if (usage.footer().length > 0) {
			footer.add("Example: " + BEGIN + usage.footer()[0] + "\"");
		}
		footer.add("All commands: java -jar app.jar --" + CommandEnvironment.PROPERTY + "=help");
		usage.footer(footer.toArray(String[]::new));
	}

	private static PrintWriter writer(PrintStream stream) {
		return new PrintWriter(stream, true, StandardCharsets.UTF_8);
	}

	private static Version version(String text) {
		return Version.find(text)
			.orElseThrow(() -> new TypeConversionException(
					"'%s' is not a version, such as 7, 1.2 or 20260102093000".formatted(text)));
	}

}
