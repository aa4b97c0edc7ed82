package dev.tidemark.boot.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Undoes migrations.
 */
@Command(name = "rollback", description = "Undoes the newest migrations, newest first.", footer = "rollback --steps 2")
final class RollbackCommand extends AbstractCommand {

	@Option(names = "--steps", paramLabel = "N", description = "How many are undone (default: 1).")
	private int steps = 1;

	RollbackCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		if (this.steps < 1) {
			throw wrongUsage("--steps must be at least 1: " + this.steps);
		}
		terminal().println(ReportText.of("undone", session().migrator().rollback(this.steps)));
		return DONE;
	}

}
