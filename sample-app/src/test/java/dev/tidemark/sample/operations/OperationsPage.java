package dev.tidemark.sample.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The page for whoever is on call.
 */
final class OperationsPage {

	static final Path FILE = Path.of("..", "docs", "operations.md");

	private OperationsPage() {
	}

	static String text() throws IOException {
		return Files.readString(FILE);
	}

	/**
	 * Returns what can be linked to: its headings, as the usual renderers name them.
	 */
	static List<String> anchors() throws IOException {
		return text().lines()
			.filter((line) -> line.matches("#{2,3} .*"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
			.toList();
	}

	static List<String> links() throws IOException {
		return Pattern.compile("]\\(([^)]+)\\)").matcher(text()).results().map((link) -> link.group(1)).toList();
	}

	static List<String> queries() throws IOException {
		return Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL)
			.matcher(text())
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	/**
	 * Returns the messages of the first table with that heading.
	 */
	static List<String> messages() throws IOException {
		return text().lines()
			.dropWhile((line) -> !line.startsWith("| message |"))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> line.substring(line.indexOf('`') + 1, line.indexOf('`', line.indexOf('`') + 1)))
			.toList();
	}

}
