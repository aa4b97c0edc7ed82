package dev.tidemark.boot.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.tidemark.Migrator;
import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.snapshot.WrittenSnapshot;

/**
 * Writes the schema as one script.
 */
@Command(name = "snapshot",
		description = "Writes the whole schema as one script, from which a fresh database begins, and prints its path. Changes nothing in the database.",
		footer = "snapshot --check")
final class SnapshotCommand extends AbstractCommand {

	static final int DIFFERENT = 3;

	@Option(names = "--check",
			description = "Writes nothing, and exits with 3 where the file is not as it would be written.")
	private boolean check;

	@Option(names = "--output", paramLabel = "FILE",
			description = "The file to write (default: the source of tidemark.snapshot.location).")
	private @Nullable Path output;

	@Option(names = "--pending",
			description = "Writes what is there now, even where migrations are pending or have failed.")
	private boolean pending;

	SnapshotCommand(CommandSession session) {
		super(session);
	}

	@Override
	int run() {
		Migrator migrator = session().migrator();
		Path file = (this.output != null) ? this.output : migrator.snapshotSource();
		WrittenSnapshot snapshot = this.pending ? migrator.snapshotOfWhatIsThere() : migrator.snapshot();
		snapshot.warnings().forEach((warning) -> tell("warning:", warning));
		snapshot.notWritten().forEach((object) -> tell("not written:", object));
		return this.check ? check(file, snapshot.text()) : write(file, snapshot.text());
	}

	private void tell(String what, String text) {
		terminal().tell(terminal().in(Colour.YELLOW, what) + " " + text);
	}

	private int write(Path file, String text) {
		try {
			Path folder = file.getParent();
			if (folder != null) {
				Files.createDirectories(folder);
			}
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be written".formatted(file), ex);
		}
		terminal().println(file.toString());
		return DONE;
	}

	private int check(Path file, String text) {
		try {
			// git may have changed the line ends
			if (Files.readString(file).replace("\r\n", "\n").equals(text)) {
				terminal().println("%s is as the migrations make it.".formatted(file));
				return DONE;
			}
			terminal().println("%s is not as the migrations make it: write it again with 'snapshot', and commit it."
				.formatted(file));
		}
		catch (NoSuchFileException ex) {
			terminal().println("%s does not exist: write it with 'snapshot', and commit it.".formatted(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(file), ex);
		}
		return DIFFERENT;
	}

}
