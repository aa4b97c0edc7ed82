package dev.tidemark.boot.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import picocli.CommandLine;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.test.database.TestDatabase;

/**
 * What came of a command in this process.
 *
 * @param code the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int code, String out, String err) {

	static CommandRun of(TestDatabase database, MigrationFolder folder, String command) {
		return of(database, folder, command, false, UnaryOperator.identity());
	}

	static CommandRun onTerminal(TestDatabase database, MigrationFolder folder, String command) {
		return of(database, folder, command, true, UnaryOperator.identity());
	}

	static CommandRun of(TestDatabase database, MigrationFolder folder, String command, boolean terminal,
			UnaryOperator<MigratorSettings> settings) {
		MigratorSettings all = settings
			.apply(MigratorSettings.defaults().withLocations(folder.location()).withApplication("orders"));
		return run(command, terminal,
				(session) -> Migrator.of(database.dataSource(), all).withListeners(List.of(session.progress())));
	}

	/**
	 * Executes a command that has no database.
	 */
	static CommandRun offline(String command, String... arguments) {
		return run(command, false, (session) -> {
			throw new IllegalStateException("No database is needed");
		}, arguments);
	}

	/**
	 * Executes a command, and shows both streams as a terminal does.
	 */
	static CommandRun asOneStream(Migrator migrator, CreateSettings settings, String command) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		PrintStream stream = new PrintStream(all, true, StandardCharsets.UTF_8);
		Terminal streams = new Terminal(stream, stream, false, false);
		int code = run(streams, (session) -> migrator.withListeners(List.of(session.progress())), settings, command);
		return new CommandRun(code, all.toString(StandardCharsets.UTF_8), "");
	}

	private static CommandRun run(String command, boolean terminal, Migrators migrators, String... arguments) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		Terminal streams = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), terminal, terminal);
		int code = run(streams, migrators, new CreateSettings(null, null, null), command, arguments);
		return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	private static int run(Terminal streams, Migrators migrators, CreateSettings settings, String command,
			String... arguments) {
		CommandSession[] session = new CommandSession[1];
		session[0] = new CommandSession(streams, new Beans(() -> migrators.create(session[0]), settings));
		CommandErrors errors = new CommandErrors(session[0]);
		CommandLine commandLine = CommandLines.create(session[0], errors);
		return CommandProcess.execute(commandLine, errors, CommandArguments.read(commandLine, command, arguments));
	}

	private record Beans(Supplier<Migrator> migrators,
			CreateSettings createSettings) implements CommandSession.Collaborators {

		@Override
		public Migrator migrator() {
			return this.migrators.get();
		}

		@Override
		public String basePackage() {
			return "com.example";
		}

	}

	@FunctionalInterface
	private interface Migrators {

		Migrator create(CommandSession session);

	}

}
