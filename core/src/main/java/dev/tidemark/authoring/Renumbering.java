package dev.tidemark.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tidemark.migration.MigrationFileException;

/**
 * Files that are to be renamed, so that their migration has another version. Immutable.
 *
 * @param from the version as it is, as the names write it
 * @param to the version as it will be
 * @param moves what is renamed, in order
 * @param warnings what deserves attention, for people
 */
public record Renumbering(String from, String to, List<Move> moves, List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	public Renumbering {
		moves = List.copyOf(moves);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Renames the files. Nothing is overwritten; where one cannot be renamed, those
	 * before it get their names back.
	 * @return the same renumbering
	 * @throws MigrationFileException if one cannot be renamed
	 */
	public Renumbering rename() {
		List<Move> done = new ArrayList<>();
		for (Move move : this.moves) {
			try {
				Files.createDirectories(move.to().resolveSibling(""));
				Files.move(move.from(), move.to());
				done.add(0, move);
			}
			catch (IOException ex) {
				done.forEach((back) -> quietly(back.to(), back.from()));
				throw new MigrationFileException(
						"%s cannot be renamed to %s (%s: %s). The files have their old names".formatted(move.from(),
								move.to(), ex.getClass().getSimpleName(), ex.getMessage()),
						"Check the folder and its rights, and rename by hand.", ex);
			}
		}
		done.forEach((move) -> deleteIfEmpty(move.from().resolveSibling("")));
		return this;
	}

	private static void quietly(Path from, Path to) {
		try {
			Files.move(from, to);
		}
		catch (IOException ex) {
			// the message names the file that started it
		}
	}

	/**
	 * Where a migration is a folder, nothing is left in the old one.
	 */
	private static void deleteIfEmpty(Path folder) {
		try {
			Files.delete(folder);
		}
		catch (IOException ex) {
			// it holds something else
		}
	}

	/**
	 * A file and its new name.
	 *
	 * @param from where it is
	 * @param to where it will be
	 */
	public record Move(Path from, Path to) {

	}

}
