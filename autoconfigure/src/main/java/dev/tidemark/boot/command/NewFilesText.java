package dev.tidemark.boot.command;

import dev.tidemark.authoring.NewFiles;

/**
 * Writes files, and prints their paths.
 */
final class NewFilesText {

	private NewFilesText() {
	}

	static void print(Terminal terminal, NewFiles files, boolean dryRun) {
		if (!dryRun) {
			files.write();
		}
		files.paths().forEach((path) -> terminal.println(path.toString()));
		if (dryRun) {
			terminal.tell("Dry run: nothing was written.");
		}
	}

}
