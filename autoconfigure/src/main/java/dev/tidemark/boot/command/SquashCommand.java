package dev.tidemark.boot.command;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.Squash;
import dev.tidemark.SquashRequest;
import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.migration.Version;

/**
 * Lets a snapshot take the place of files.
 */
@Command(name = "squash",
		description = "Lets one snapshot take the place of the files up to a version. Makes throw-away databases of them and touches no other; databases that stand below that version need the release before. Asks first.",
		footer = "squash --to 120 --dry-run")
final class SquashCommand extends AbstractCommand {

	@Option(names = "--to", paramLabel = "V", required = true, description = "The last version whose file goes.")
	private @Nullable Version to;

	@Option(names = "--keep", paramLabel = "V", split = ",",
			description = "Migrations whose files stay: they run after the snapshot.")
	private List<Version> keep = List.of();

	@Option(names = "--harmless", paramLabel = "V", split = ",",
			description = "Migrations of which you have read that they write no rows that a fresh database needs, and do nothing beyond it.")
	private List<Version> harmless = List.of();

	@Option(names = "--dry-run", description = "Shows what would be written and deleted, and does neither.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Does it without asking.")
	private boolean yes;

	SquashCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		if (!this.dryRun && !this.yes && !terminal().interactive()) {
			throw wrongUsage("squash asks before it deletes files, and there is no terminal to ask: say --yes,"
					+ " or see first with --dry-run");
		}
		Squash squash = session().migrator()
			.squash(SquashRequest.to(Objects.requireNonNull(this.to))
				.keeping(new HashSet<>(this.keep))
				.withHarmless(new HashSet<>(this.harmless)), session().createSettings());
		show(squash);
		if (this.dryRun) {
			terminal().tell("Dry run: nothing was written or deleted.");
			return DONE;
		}
		if (!this.yes && !terminal().ask("Do it? [y/N] ").equalsIgnoreCase("y")) {
			terminal().println("Nothing was written or deleted.");
			return CommandErrors.FAILED;
		}
		squash.write();
		terminal().println("Done.");
		return DONE;
	}

	private void show(Squash squash) {
		terminal().println("write   %s (version %s, for %d migrations)".formatted(squash.file(),
				squash.snapshot().head().version(), squash.snapshot().head().entries().size()));
		squash.replaced().forEach((file) -> terminal().println("delete  " + file));
		squash.kept().forEach((label) -> terminal().println("keep    " + label));
		squash.snapshot()
			.warnings()
			.forEach((warning) -> terminal().tell(terminal().in(Colour.YELLOW, "warning:") + " " + warning));
	}

}
