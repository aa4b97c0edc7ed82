package dev.tidemark.sample.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts in the sources of what users run.
 */
final class Sources {

	private static final Pattern LITERAL = Pattern.compile("\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"",
			Pattern.DOTALL);

	private final List<String> texts;

	private Sources(List<String> texts) {
		this.texts = texts;
	}

	static Sources read() throws IOException {
		try (Stream<Path> files = Stream.concat(Files.walk(Path.of("..", "core", "src", "main")),
				Files.walk(Path.of("..", "autoconfigure", "src", "main")))) {
			return new Sources(files.filter((file) -> file.toString().endsWith(".java"))
				.flatMap((file) -> texts(content(file)))
				.toList());
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> texts(String source) {
		// "one " + "text"
		String joined = source.replaceAll("(?<!\")\"\\s*\\+\\s*\"(?!\")", "");
		return LITERAL.matcher(joined)
			.results()
			.map((literal) -> (literal.group(1) != null) ? literal.group(1) : literal.group(2));
	}

	/**
	 * Tells whether one text has all parts of a message in their order, where … stands
	 * for what differs.
	 */
	boolean have(String message) {
		Pattern pattern = Pattern.compile(Arrays.stream(message.split("…"))
			.map(String::strip)
			.filter((part) -> !part.isEmpty())
			.map(Pattern::quote)
			.collect(Collectors.joining(".*")), Pattern.DOTALL);
		return this.texts.stream().anyMatch((text) -> pattern.matcher(text).find());
	}

}
