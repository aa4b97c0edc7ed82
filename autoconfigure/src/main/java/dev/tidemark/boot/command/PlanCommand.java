package dev.tidemark.boot.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;

/**
 * Shows what a run would do.
 */
@Command(name = "plan", description = "Shows what 'migrate' would do now, and why. Changes nothing.",
		footer = "plan --sql")
final class PlanCommand extends AbstractCommand {

	@Option(names = "--target", paramLabel = "V",
			description = "The last version that is applied (default: tidemark.target, or all).")
	private @Nullable Version target;

	@Option(names = "--sql", description = "Shows the statements too, passwords redacted.")
	private boolean sql;

	@Option(names = "--json", description = "Writes JSON.")
	private boolean json;

	PlanCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Migrator migrator = session().migrator(this.target);
		MigrationPlan plan = migrator.plan();
		String database = migrator.settings().database();
		if (this.json) {
			terminal().println(PlanJson.text(database, plan, this.sql));
			return DONE;
		}
		terminal().print(PlanText.of(database, plan, terminal()));
		if (this.sql) {
			terminal().print(PlanText.sql(plan));
		}
		return DONE;
	}

}
