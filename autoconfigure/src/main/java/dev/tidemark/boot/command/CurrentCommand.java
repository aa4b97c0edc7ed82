package dev.tidemark.boot.command;

import java.util.Objects;

import picocli.CommandLine.Command;

/**
 * Prints the version.
 */
@Command(name = "current", description = "Prints the highest version that is applied, or 'none'. Changes nothing.",
		footer = "current")
final class CurrentCommand extends AbstractCommand {

	CurrentCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		terminal().println(Objects.requireNonNullElse(session().migrator().status().version(), "none"));
		return DONE;
	}

}
