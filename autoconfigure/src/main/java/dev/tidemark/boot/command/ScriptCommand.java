package dev.tidemark.boot.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.migration.Version;
import dev.tidemark.offline.OfflineScriptRequest;

/**
 * Writes an SQL file for psql.
 */
@Command(name = "script",
		description = "Writes one SQL file that psql runs without this application, up or down, and that leaves a history as a run does. Needs no database.",
		footer = "script --from 5 --output release.sql")
final class ScriptCommand extends AbstractCommand {

	@Option(names = "--from", paramLabel = "V",
			description = "The version at which the database stands (default: an empty history).")
	private @Nullable Version from;

	@Option(names = "--to", paramLabel = "V",
			description = "The version at which it is to stand (default: the newest); below --from, the file undoes.")
	private @Nullable Version to;

	@Option(names = "--output", paramLabel = "FILE",
			description = "Writes to a file that does not exist yet (default: standard output).")
	private @Nullable Path output;

	ScriptCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		String script = session().migrator().script(new OfflineScriptRequest(this.from, this.to));
		if (this.output == null) {
			terminal().print(script);
			if (terminal().out().checkError()) {
				throw new UncheckedIOException(new IOException(
						"Standard output took a part of the file only: do not run what there is of it"));
			}
			return DONE;
		}
		try {
			Files.createFile(this.output, onlyForTheOwner());
			Files.writeString(this.output, script);
		}
		catch (FileAlreadyExistsException ex) {
			throw wrongUsage("%s exists, and nothing is overwritten".formatted(this.output));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be written".formatted(this.output), ex);
		}
		terminal().println(this.output.toString());
		return DONE;
	}

	/**
	 * The file holds every password that a script has.
	 */
	private static FileAttribute<?>[] onlyForTheOwner() {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

}
