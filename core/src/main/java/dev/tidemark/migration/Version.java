package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What orders versioned migrations: {@code 001}, {@code 1.2}, {@code 20260102093000}.
 * Parts compare as numbers of any length, so {@code 001} equals {@code 1}, and
 * {@code 1.0} equals {@code 1}. Immutable.
 */
public final class Version implements Comparable<Version> {

	private static final Pattern FORM = Pattern.compile("[0-9]+([._][0-9]+)*");

	private final String text;

	private final List<String> parts;

	private Version(String text) {
		this.text = text;
		this.parts = significantParts(text);
	}

	/**
	 * Reads a version.
	 * @param text digits, with parts separated by dots or underscores
	 * @return the version
	 * @throws IllegalArgumentException if the text is not of that form
	 */
	public static Version of(String text) {
		return find(text).orElseThrow(() -> new IllegalArgumentException(
				"Not a version: '%s' (expected digits, with parts separated by dots, such as 1.2)".formatted(text)));
	}

	/**
	 * Reads a version, if the text is one.
	 * @param text any text
	 * @return the version, or empty
	 */
	public static Optional<Version> find(String text) {
		return FORM.matcher(text).matches() ? Optional.of(new Version(text.replace('_', '.'))) : Optional.empty();
	}

	private static List<String> significantParts(String text) {
		List<String> parts = new ArrayList<>();
		for (String part : text.split("\\.")) {
			String digits = part.replaceFirst("^0+", "");
			parts.add(digits);
		}
		while (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
			parts.remove(parts.size() - 1);
		}
		return List.copyOf(parts);
	}

	/**
	 * Returns the form that is the same for equal versions, such as {@code 1.2} for
	 * {@code 001.02}.
	 * @return the canonical form
	 */
	public String canonical() {
		return String.join(".", this.parts.stream().map((part) -> part.isEmpty() ? "0" : part).toList());
	}

	@Override
	public int compareTo(Version other) {
		int common = Math.min(this.parts.size(), other.parts.size());
		for (int i = 0; i < common; i++) {
			int result = compareDigits(this.parts.get(i), other.parts.get(i));
			if (result != 0) {
				return result;
			}
		}
		return Integer.compare(this.parts.size(), other.parts.size());
	}

	private static int compareDigits(String left, String right) {
		int byLength = Integer.compare(left.length(), right.length());
		return (byLength != 0) ? byLength : left.compareTo(right);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Version version && this.parts.equals(version.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	/**
	 * Returns the version as it was written, with dots.
	 * @return the text
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
