package dev.tidemark.boot.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.migration.Version;

/**
 * Applies what is pending.
 */
@Command(name = "migrate", description = "Applies everything that is pending, as the application does at its start.",
		footer = "migrate --target 7")
final class MigrateCommand extends AbstractCommand {

	@Option(names = "--target", paramLabel = "V",
			description = "The last version that is applied (default: tidemark.target, or all).")
	private @Nullable Version target;

	@Mixin
	private final RehearsalOptions rehearsal = new RehearsalOptions();

	MigrateCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		check(this.rehearsal);
		Migrator migrator = session().migrator(this.target);
		if (this.rehearsal.asked()) {
			return this.rehearsal.rehearse(migrator, null, terminal());
		}
		terminal().println(ReportText.of("applied", migrator.migrate()));
		return DONE;
	}

}
