package dev.tidemark.boot.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.tidemark.FlywayExportRequest;
import dev.tidemark.Migrator;

/**
 * Writes the history for another tool: the way back.
 */
@Command(name = "export",
		description = "Writes the history into Flyway's table, so that Flyway finds nothing to do. Rows are only added, and Tidemark's own history stays.",
		footer = "export flyway --sql")
final class ExportCommand extends AbstractCommand {

	@Parameters(paramLabel = "TOOL", description = "flyway.")
	private @Nullable String tool;

	@Option(names = "--table", paramLabel = "T", defaultValue = "flyway_schema_history",
			description = "Flyway's table, maybe with its schema (default: ${DEFAULT-VALUE}).")
	private String table = FlywayExportRequest.defaults().table();

	@Option(names = "--sql", description = "Prints the SQL, to be run in one transaction, and writes nothing.")
	private boolean sql;

	ExportCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		if (!"flyway".equals(this.tool)) {
			throw wrongUsage("'%s' is no tool that a history can be exported for: say flyway".formatted(this.tool));
		}
		FlywayExportRequest request = new FlywayExportRequest(this.table);
		Migrator migrator = session().migrator();
		if (this.sql) {
			terminal().print(migrator.flywayExport(request));
			return DONE;
		}
		migrator.exportFlyway(request);
		terminal().println("The history is in %s too. Flyway finds nothing to do there.".formatted(this.table));
		return DONE;
	}

}
