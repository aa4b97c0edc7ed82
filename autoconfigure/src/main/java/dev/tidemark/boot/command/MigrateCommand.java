package dev.tidemark.boot.command;

import picocli.CommandLine.Command;

import dev.tidemark.Migrator;

/**
 * Applies what is pending.
 */
@Command(name = "migrate", description = "Applies everything that is pending, as the application does at its start.",
		footer = "migrate")
final class MigrateCommand extends AbstractCommand {

	MigrateCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Migrator migrator = session().migrator();
		terminal().println(ReportText.of("applied", migrator.migrate()));
		return DONE;
	}

}
