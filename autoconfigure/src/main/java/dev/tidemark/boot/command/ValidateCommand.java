package dev.tidemark.boot.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.ValidationReport;

/**
 * Lists what is wrong.
 */
@Command(name = "validate",
		description = "Lists everything that is wrong with files and history. Takes no lock and changes nothing.",
		footer = "validate --offline")
final class ValidateCommand extends AbstractCommand {

	@Option(names = "--offline", description = "Looks at the files only, without a database.")
	private boolean offline;

	ValidateCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Migrator migrator = session().migrator();
		ValidationReport report = this.offline ? migrator.validateFiles() : migrator.validate();
		terminal().println(report.text());
		return report.valid() ? DONE : CommandErrors.FAILED;
	}

}
