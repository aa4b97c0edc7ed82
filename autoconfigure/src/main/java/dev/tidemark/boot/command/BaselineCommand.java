package dev.tidemark.boot.command;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.tidemark.Migrator;
import dev.tidemark.migration.Version;

/**
 * Declares at which version a schema stands.
 */
@Command(name = "baseline",
		description = "Declares that the schema of a database without a history stands at a version: everything up to it is recorded, and does not run. Asks first.",
		footer = "baseline 12 --dry-run")
final class BaselineCommand extends AbstractCommand {

	@Parameters(paramLabel = "V", description = "The version of the last migration whose change is in the schema.")
	private @Nullable Version version;

	@Option(names = "--dry-run", description = "Shows what would be recorded, and records nothing.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Does it without asking.")
	private boolean yes;

	BaselineCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		if (!this.dryRun && !this.yes && !terminal().interactive()) {
			throw wrongUsage("baseline asks before it writes the history, and there is no terminal to ask: say --yes,"
					+ " or see first with --dry-run");
		}
		Version asked = Objects.requireNonNull(this.version);
		Migrator migrator = session().migrator();
		terminal().println(migrator.previewBaseline(asked).text() + ".");
		if (this.dryRun) {
			terminal().println("Dry run: nothing was recorded.");
			return DONE;
		}
		if (!this.yes && !terminal().ask("Do it? [y/N] ").equalsIgnoreCase("y")) {
			terminal().println("Nothing was recorded.");
			return CommandErrors.FAILED;
		}
		migrator.baseline(asked);
		terminal().println("Done.");
		return DONE;
	}

}
