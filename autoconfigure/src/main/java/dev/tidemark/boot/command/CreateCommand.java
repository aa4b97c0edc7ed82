package dev.tidemark.boot.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.tidemark.authoring.NewMigration;

/**
 * Writes the next migration.
 */
@Command(name = "create",
		description = "Writes the next migration in the convention that the folder already uses, and prints its path. Needs no database, and never overwrites.",
		footer = "create 'add mail to users'")
final class CreateCommand extends AbstractCommand {

	@Parameters(paramLabel = "NAME", description = "What it does, in words; quote several.")
	private String name = "";

	@Option(names = "--java", paramLabel = "PACKAGE", arity = "0..1", fallbackValue = "",
			description = "Writes a Java migration, in this package (default: the application's).")
	private @Nullable String javaPackage;

	@Option(names = "--dry-run", description = "Prints the paths only, and writes nothing.")
	private boolean dryRun;

	CreateCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		if (this.name.isBlank()) {
			throw wrongUsage("a name is missing");
		}
		NewFilesText.print(terminal(), session().migrator().create(migration(), session().createSettings()),
				this.dryRun);
		return DONE;
	}

	private NewMigration migration() {
		if (this.javaPackage == null) {
			return NewMigration.sql(this.name);
		}
		return NewMigration.java(this.name, this.javaPackage.isEmpty() ? session().basePackage() : this.javaPackage);
	}

}
