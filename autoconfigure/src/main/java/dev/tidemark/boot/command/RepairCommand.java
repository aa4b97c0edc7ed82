package dev.tidemark.boot.command;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.Repair;
import dev.tidemark.migration.Version;

/**
 * Mends the history.
 */
@Command(name = "repair",
		description = "Corrects what the history says about one migration, after somebody changed the schema by hand. Asks first, and changes nothing else.",
		footer = "repair --mark-applied 7 --yes")
final class RepairCommand extends AbstractCommand {

	@ArgGroup(multiplicity = "1")
	private @Nullable What what;

	@Option(names = "--yes", description = "Does it without asking.")
	private boolean yes;

	@Option(names = "--dry-run", description = "Shows the row that would be changed, and changes nothing.")
	private boolean dryRun;

	RepairCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		What asked = Objects.requireNonNull(this.what);
		if (!this.dryRun && !this.yes && !terminal().interactive()) {
			throw wrongUsage("repair asks before it changes the history, and there is no terminal to ask: say --yes,"
					+ " or see first with --dry-run");
		}
		Migrator migrator = session().migrator();
		Repair preview = asked.preview(migrator);
		terminal().println(preview.text());
		if (this.dryRun) {
			terminal().println("Dry run: nothing was changed.");
			return DONE;
		}
		if (!this.yes && !terminal().ask("Do it? [y/N] ").equalsIgnoreCase("y")) {
			terminal().println("Nothing was changed.");
			return CommandErrors.FAILED;
		}
		migrator.repair(preview);
		terminal().println("Done.");
		return DONE;
	}

	/**
	 * One of these.
	 */
	static final class What {

		@Option(names = "--mark-applied", paramLabel = "V",
				description = "Records a migration as applied without running it: all of it was done by hand.")
		private @Nullable Version applied;

		@Option(names = "--forget", paramLabel = "V",
				description = "Makes a migration pending again without undoing it: all of it was undone by hand.")
		private @Nullable Version forgotten;

		private Repair preview(Migrator migrator) {
			return (this.applied != null) ? migrator.previewMarkApplied(this.applied)
					: migrator.previewForget(Objects.requireNonNull(this.forgotten));
		}

	}

}
