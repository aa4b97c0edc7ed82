package dev.tidemark.boot.command;

import java.util.Objects;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;

/**
 * Begins with migrations.
 */
@Command(name = "init",
		description = "Makes the folder and a first migration, and prints the settings to paste. Needs no database, and never overwrites.",
		footer = "init")
final class InitCommand extends AbstractCommand {

	private static final String SETTINGS = """

			# application.yml
			spring:
			  datasource:
			    url: jdbc:postgresql://localhost:5432/%s
			    username: ${DATABASE_USERNAME}
			    password: ${DATABASE_PASSWORD}
			tidemark:
			  locations: %s
			""";

	@Option(names = "--dry-run", description = "Prints the path and the settings only, and writes nothing.")
	private boolean dryRun;

	InitCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Migrator migrator = session().migrator();
		NewFilesText.print(terminal(), migrator.init(session().createSettings()), this.dryRun);
		String name = Objects.requireNonNullElse(migrator.settings().application(), "app");
		terminal()
			.print(SETTINGS.formatted(name.replaceAll("\\W", "_"), String.join(",", migrator.settings().locations())));
		return DONE;
	}

}
