package dev.tidemark.boot.command;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.tidemark.AdoptionReport;
import dev.tidemark.AdoptionRequest;
import dev.tidemark.Migrator;
import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.PlainColumns;

/**
 * Takes over the history of another tool.
 */
@Command(name = "adopt",
		description = "Takes over the history of another tool: what it has applied is recorded as applied, and not run again. Its own table stays as it is. Asks first.",
		footer = "adopt flyway --dry-run")
final class AdoptCommand extends AbstractCommand {

	@Parameters(paramLabel = "TOOL",
			description = "flyway, liquibase, alembic, golang-migrate, goose, sqlx, diesel, prisma, rails, dbmate, plain; or auto for whatever is found.")
	private @Nullable String tool;

	@Option(names = "--table", paramLabel = "T",
			description = "The tool's table, where it has another name than usual; maybe with its schema.")
	private @Nullable String table;

	@Option(names = "--dry-run", description = "Shows what would come of each row and file, and changes nothing.")
	private boolean dryRun;

	@Option(names = "--accept-changed",
			description = "Takes files for what ran whose checksum is another than the recorded one.")
	private boolean acceptChanged;

	@Option(names = "--yes", description = "Does it without asking.")
	private boolean yes;

	@ArgGroup(exclusive = false)
	private @Nullable Columns columns;

	AdoptCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		AdoptionRequest request = request();
		if (!this.dryRun && !this.yes && !terminal().interactive()) {
			throw wrongUsage("adopt asks before it writes the history, and there is no terminal to ask: say --yes,"
					+ " or see first with --dry-run");
		}
		Migrator migrator = session().migrator();
		AdoptionReport preview = migrator.previewAdoption(request);
		terminal().print(AdoptionText.of(preview, terminal()));
		if (preview.state() == AdoptionReport.State.ALREADY_ADOPTED) {
			return DONE;
		}
		if (this.dryRun) {
			return preview.stops() ? CommandErrors.FAILED : DONE;
		}
		if (!preview.stops() && !this.yes && !terminal().ask("Do it? [y/N] ").equalsIgnoreCase("y")) {
			terminal().println("Nothing was changed.");
			return CommandErrors.FAILED;
		}
		terminal().println(migrator.adopt(request).text() + ".");
		return DONE;
	}

	private AdoptionRequest request() {
		String word = Objects.requireNonNull(this.tool);
		if (!AdoptionSettings.words().contains(word) || word.equals(AdoptionSettings.OFF)) {
			throw wrongUsage("'%s' is no tool that can be adopted: say auto or one of those that the help lists"
				.formatted(word));
		}
		return new AdoptionRequest(word, this.table, this.acceptChanged,
				(this.columns != null) ? this.columns.mapping() : PlainColumns.USUAL);
	}

	/**
	 * Which column of a plain table says what.
	 */
	static final class Columns {

		@Option(names = "--version-column", paramLabel = "C", description = "With plain: the version's column.")
		private @Nullable String version;

		@Option(names = "--name-column", paramLabel = "C", description = "With plain: the name's column.")
		private @Nullable String name;

		@Option(names = "--file-column", paramLabel = "C", description = "With plain: the column of the file name.")
		private @Nullable String file;

		@Option(names = "--checksum-column", paramLabel = "C", description = "With plain: the checksum's column.")
		private @Nullable String checksum;

		@Option(names = "--applied-at-column", paramLabel = "C",
				description = "With plain: the column of when it was applied.")
		private @Nullable String appliedAt;

		private PlainColumns mapping() {
			return new PlainColumns(this.version, this.name, this.file, this.checksum, this.appliedAt);
		}

	}

}
