package dev.tidemark.boot.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.tidemark.authoring.Renumbering;
import dev.tidemark.boot.command.Terminal.Colour;

/**
 * Gives a migration another version.
 */
@Command(name = "renumber",
		description = "Gives a migration that this database has not begun the next free version, as after a merge.",
		footer = "renumber 7")
final class RenumberCommand extends AbstractCommand {

	@Parameters(paramLabel = "V", description = "Its version, or its file where several have that version.")
	private String version = "";

	@Option(names = "--dry-run", description = "Prints the new names only, and renames nothing.")
	private boolean dryRun;

	RenumberCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Renumbering renumbering = session().migrator().renumber(this.version, session().createSettings());
		if (!this.dryRun) {
			renumbering.rename();
		}
		renumbering.moves().forEach((move) -> terminal().println(move.from() + " -> " + move.to()));
		renumbering.warnings()
			.forEach((warning) -> terminal().tell(terminal().in(Colour.YELLOW, "warning:") + " " + warning));
		if (this.dryRun) {
			terminal().tell("Dry run: nothing was renamed.");
		}
		return DONE;
	}

}
