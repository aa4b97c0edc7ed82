package dev.tidemark.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ScriptText.NotTextException;
import dev.tidemark.migration.MigrationProblem;

/**
 * A file that has been read, and what is wrong with it.
 *
 * @param url its address
 * @param file the file, without text where that cannot be read
 * @param problem why it cannot, or {@code null}
 */
record ReadFile(String url, ScriptFile file, @Nullable MigrationProblem problem) {

	static ReadFile of(FoundFile file, LocationRoot root) throws IOException {
		String label = root.label(file.url());
		try {
			byte[] bytes = file.content().read();
			String text = FoundFile.maybeChangelog(label) ? new String(bytes, StandardCharsets.UTF_8)
					: ScriptText.decode(label, bytes);
			return new ReadFile(file.url(), new ScriptFile(label, root.path(label), text), null);
		}
		catch (NotTextException ex) {
			return unreadable(file, root, ex.problem());
		}
	}

	/**
	 * Returns the file named by its whole address.
	 */
	ScriptFile withWholeAddress() {
		return new ScriptFile(LocationRoot.decoded(this.url), this.file.path(), this.file.text());
	}

	static ReadFile unreadable(FoundFile file, LocationRoot root, MigrationProblem problem) {
		String label = root.label(file.url());
		return new ReadFile(file.url(), new ScriptFile(label, root.path(label), ""), problem);
	}

}
