package dev.tidemark.boot.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.RollbackRequest;

/**
 * Undoes migrations.
 */
@Command(name = "rollback",
		description = "Undoes migrations by their down scripts, newest first by order of installation; the newest one where nothing else is said. Lists them first.",
		footer = "rollback --steps 2")
final class RollbackCommand extends AbstractCommand {

	@ArgGroup
	private @Nullable Extent extent;

	@Option(names = "--use-file",
			description = "Uses the file's down script where it differs from the one that was stored when the migration ran.")
	private boolean useFile;

	@Mixin
	private final RehearsalOptions rehearsal = new RehearsalOptions();

	RollbackCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		check(this.rehearsal);
		RollbackRequest request = request();
		Migrator migrator = session().migrator();
		if (this.rehearsal.asked()) {
			return this.rehearsal.rehearse(migrator, request, terminal());
		}
		MigrationPlan plan = migrator.planRollback(request);
		terminal().print(PlanText.of(migrator.settings().database(), plan, terminal()));
		if (!plan.isEmpty()) {
			terminal().println("");
			terminal().println(ReportText.of("undone", migrator.rollback(request.asPlanned(plan))));
		}
		return DONE;
	}

	private RollbackRequest request() {
		RollbackRequest request = (this.extent != null) ? this.extent.request(this) : RollbackRequest.steps(1);
		return this.useFile ? request.usingFiles() : request;
	}

	/**
	 * How far is undone: one of these.
	 */
	static final class Extent {

		@Option(names = "--steps", paramLabel = "N", description = "How many are undone.")
		private @Nullable Integer steps;

		@Option(names = "--to", paramLabel = "V",
				description = "Undoes everything that was installed after this version, which stays.")
		private @Nullable Version to;

		@Option(names = "--to-release",
				description = "Undoes exactly what this release of the application does not know.")
		private boolean toRelease;

		private RollbackRequest request(RollbackCommand command) {
			if (this.to != null) {
				return RollbackRequest.to(this.to);
			}
			if (this.toRelease) {
				return RollbackRequest.toRelease();
			}
			if (this.steps == null || this.steps < 1) {
				throw command.wrongUsage("say how far: --steps N, at least 1; --to V; or --to-release");
			}
			return RollbackRequest.steps(this.steps);
		}

	}

}
