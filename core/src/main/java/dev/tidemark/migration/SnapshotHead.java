package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a snapshot says about itself in its first lines: the version at which it stands,
 * and the migrations that it stands for. Immutable.
 *
 * @param version the highest version that is in it
 * @param entries the migrations that are in it: the versioned ones in the order of their
 * versions, then the repeatable ones
 */
public record SnapshotHead(Version version, List<Entry> entries) {

	private static final String TITLE = "-- Tidemark snapshot of version ";

	private static final String MARK = "-- tidemark-snapshot: ";

	private static final String NO_CHECKSUM = "none";

	private static final Pattern VERSIONED = Pattern
		.compile("version=(.+?) checksum=(none|sha256:[0-9a-f]{64}) name=(.*)");

	private static final Pattern REPEATABLE = Pattern
		.compile("repeatable name=(.*) checksum=(none|sha256:[0-9a-f]{64})");

	/**
	 * Copies the list.
	 */
	public SnapshotHead {
		entries = List.copyOf(entries);
	}

	/**
	 * Reads the head of a file, which may have been written with other line ends.
	 * @param text the whole text
	 * @return the head, or empty where the text does not begin as a snapshot does
	 * @throws InvalidSnapshotHeadException if it begins so and goes on in another way
	 */
	public static Optional<SnapshotHead> read(String text) {
		String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
		if (!plain.startsWith(TITLE)) {
			return Optional.empty();
		}
		List<String> lines = plain.lines().takeWhile((line) -> line.startsWith("--")).toList();
		String title = lines.get(0).substring(TITLE.length()).stripTrailing();
		Version version = Version.find(unescaped(title))
			.orElseThrow(() -> new InvalidSnapshotHeadException(1, "'%s' is no version".formatted(title)));
		List<Entry> entries = new ArrayList<>();
		for (int i = 1; i < lines.size(); i++) {
			if (lines.get(i).startsWith(MARK)) {
				entries.add(entry(lines.get(i).substring(MARK.length()).stripTrailing(), i + 1));
			}
		}
		if (entries.stream().noneMatch((entry) -> Objects.equals(version, entry.version()))) {
			throw new InvalidSnapshotHeadException(1,
					"no line below names the migration of version %s".formatted(version));
		}
		return Optional.of(new SnapshotHead(version, entries));
	}

	private static Entry entry(String line, int number) {
		Matcher versioned = VERSIONED.matcher(line);
		if (versioned.matches()) {
			Optional<Version> version = Version.find(unescaped(versioned.group(1)));
			if (version.isPresent()) {
				return new Entry(version.get(), unescaped(versioned.group(3)), checksum(versioned.group(2)));
			}
		}
		Matcher repeatable = REPEATABLE.matcher(line);
		if (repeatable.matches()) {
			return new Entry(null, unescaped(repeatable.group(1)), checksum(repeatable.group(2)));
		}
		throw new InvalidSnapshotHeadException(number, "'%s' names no migration".formatted(line));
	}

	private static @Nullable String checksum(String written) {
		return written.equals(NO_CHECKSUM) ? null : written;
	}

	/**
	 * Returns the lines of the head.
	 * @return the text, which ends with a line feed
	 */
	public String text() {
		return this.entries.stream()
			.map((entry) -> MARK + entry.line() + "\n")
			.collect(Collectors.joining("", TITLE + escaped(this.version.toString()) + "\n", ""));
	}

	/**
	 * Finds what the snapshot says about a migration.
	 * @param key what identifies the migration
	 * @return the entry, or empty where the snapshot does not stand for it
	 */
	public Optional<Entry> find(MigrationKey key) {
		return this.entries.stream().filter((entry) -> entry.key().equals(key)).findFirst();
	}

	private static String escaped(String text) {
		return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
	}

	private static String unescaped(String text) {
		StringBuilder plain = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char next = text.charAt(i);
			if (next == '\\' && i + 1 < text.length()) {
				i++;
				char escaped = text.charAt(i);
				plain.append((escaped == 'n') ? '\n' : (escaped == 'r') ? '\r' : escaped);
			}
			else {
				plain.append(next);
			}
		}
		return plain.toString();
	}

	/**
	 * One migration for which the snapshot stands.
	 *
	 * @param version the version, or {@code null} for a repeatable migration
	 * @param name the name
	 * @param checksum the checksum of its up part, or {@code null} where it has none, as
	 * in Java
	 */
	public record Entry(@Nullable Version version, String name, @Nullable String checksum) {

		/**
		 * Describes a migration.
		 * @param migration the migration
		 * @return its entry
		 */
		public static Entry of(Migration migration) {
			return new Entry(migration.version(), migration.name(), migration.checksum());
		}

		/**
		 * Returns what makes it the same migration in the history and in the files.
		 * @return the key
		 */
		public MigrationKey key() {
			return MigrationKey.of(this.version, this.name);
		}

		/**
		 * Returns version and name for people.
		 * @return the label
		 */
		public String label() {
			return Migration.label(this.version, this.name);
		}

		private String line() {
			String sum = Objects.requireNonNullElse(this.checksum, NO_CHECKSUM);
			return (this.version != null) ? "version=%s checksum=%s name=%s".formatted(escaped(this.version.toString()),
					sum, escaped(this.name)) : "repeatable name=%s checksum=%s".formatted(escaped(this.name), sum);
		}

	}

	/**
	 * The first lines of a file say that it is a snapshot, and not of what.
	 */
	public static final class InvalidSnapshotHeadException extends RuntimeException {

		private final int line;

		InvalidSnapshotHeadException(int line, String message) {
			super(message);
			this.line = line;
		}

		/**
		 * Returns the line in the file.
		 * @return the line, counted from 1
		 */
		public int line() {
			return this.line;
		}

	}

}
