package dev.tidemark.boot.command;

import java.nio.file.Path;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.tidemark.boot.liquibase.ChangelogExport;
import dev.tidemark.boot.liquibase.ExportedChangelog;

/**
 * Writes a changelog of Liquibase as SQL.
 */
@Command(name = "liquibase-to-sql",
		description = "Writes a changelog of Liquibase in XML, YAML or JSON as formatted SQL, once and through Liquibase itself, which has to be on the class path. Needs no database, and never overwrites.",
		footer = "liquibase-to-sql db/changelog/master.yaml --to db/migration")
final class LiquibaseToSqlCommand extends AbstractCommand {

	private static final int FAILED = 1;

	@Parameters(paramLabel = "CHANGELOG",
			description = "Its path on the class path or in this folder, as Liquibase is given it.")
	private String changelog = "";

	@Option(names = "--to", paramLabel = "FOLDER", required = true, description = "Where the files are written.")
	private Path folder = Path.of("");

	LiquibaseToSqlCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
		if (!ChangelogExport.isPossible(classLoader)) {
			throw wrongUsage(
					"Liquibase is not on the class path: add its dependency (org.liquibase:liquibase-core) for as long as this takes");
		}
		ExportedChangelog exported = new ChangelogExport(classLoader, Path.of("")).export(withoutPrefix());
		exported.write(this.folder).forEach((path) -> terminal().println(path.toString()));
		exported.problems().forEach((problem) -> terminal().tell("By hand: " + problem + "."));
		return exported.problems().isEmpty() ? DONE : FAILED;
	}

	private String withoutPrefix() {
		return this.changelog.replaceFirst("^classpath:/*", "");
	}

}
