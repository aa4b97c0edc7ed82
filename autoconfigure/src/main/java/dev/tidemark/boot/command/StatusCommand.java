package dev.tidemark.boot.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.MigrationStatus;
import dev.tidemark.Migrator;

/**
 * Shows every migration and how it stands.
 */
@Command(name = "status", description = "Shows every migration and how it stands. Changes nothing.",
		footer = "status --check")
final class StatusCommand extends AbstractCommand {

	/** Something is to be done. */
	static final int PENDING = 3;

	@Option(names = "--check", description = "Exits with 3 where something is pending, for pipelines.")
	private boolean check;

	@Option(names = "--json", description = "Writes JSON, in the form of the actuator endpoint 'migrations'.")
	private boolean json;

	@Option(names = "--history", description = "Shows every row of the history, undone and failed ones too.")
	private boolean history;

	StatusCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Migrator migrator = session().migrator();
		MigrationStatus status = migrator.status();
		if (this.json) {
			terminal().println(this.history ? StatusJson.text(status, migrator.applied()) : StatusJson.text(status));
		}
		else {
			terminal().print(StatusText.heading(status));
			terminal().print(this.history ? StatusText.history(migrator.applied(), terminal())
					: StatusText.migrations(status, terminal()));
		}
		// what a run would refuse is an error here too, and not merely pending
		return (this.check && !migrator.plan().isEmpty()) ? PENDING : DONE;
	}

}
