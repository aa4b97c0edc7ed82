package dev.tidemark.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What orders versioned migrations: {@code 001}, {@code 1.2}, {@code 20260102093000}.
 * Parts compare as numbers of any length, so {@code 001} equals {@code 1}, and
 * {@code 1.0} equals {@code 1}. Where numbers do not tell migrations apart, a name does:
 * {@code 5@add_users}, or {@code @schema} where there is no number at all. Immutable.
 */
public final class Version implements Comparable<Version> {

	private static final char BEFORE_NAME = '@';

	private static final Pattern FORM = Pattern.compile("[0-9]+([._][0-9]+)*(@.+)?|@.+");

	private final String text;

	private final List<String> parts;

	private final String name;

	/** Kept, as it is asked for at every comparison with the history. */
	private final String canonical;

	private Version(String text) {
		int at = text.indexOf(BEFORE_NAME);
		this.name = (at >= 0) ? text.substring(at + 1) : "";
		String numbers = ((at >= 0) ? text.substring(0, at) : text).replace('_', '.');
		this.parts = significantParts(numbers);
		this.text = (at >= 0) ? numbers + text.substring(at) : numbers;
		this.canonical = canonical(this.parts, this.name);
	}

	/**
	 * Reads a version.
	 * @param text digits, with parts separated by dots or underscores, and maybe a name
	 * after {@code @}
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
		return (isNumber(text) || FORM.matcher(text).matches()) ? Optional.of(new Version(text)) : Optional.empty();
	}

	private static boolean isNumber(String text) {
		int end = 0;
		while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
			end++;
		}
		return end > 0 && end == text.length();
	}

	/**
	 * Makes a version of a name alone; such versions come after all numbers.
	 * @param name the name, not empty
	 * @return the version
	 */
	public static Version named(String name) {
		return of(BEFORE_NAME + name);
	}

	/**
	 * Returns the version of the same number that a name tells apart.
	 * @param other the name, or nothing for none
	 * @return the version with the name
	 */
	public Version withName(String other) {
		return new Version(numbers() + (other.isEmpty() ? "" : BEFORE_NAME + other));
	}

	/**
	 * Returns the name that tells it apart from others of its number.
	 * @return the name, or nothing
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the version below another one.
	 * @param edition the version whose parts come first
	 * @return such as {@code 2.01} for {@code 01} in the edition {@code 2}
	 */
	public Version within(Version edition) {
		return new Version(edition.numbers() + (this.parts.isEmpty() ? "" : ".") + this.text);
	}

	private String numbers() {
		int at = this.text.indexOf(BEFORE_NAME);
		return (at >= 0) ? this.text.substring(0, at) : this.text;
	}

	private static List<String> significantParts(String text) {
		List<String> parts = new ArrayList<>();
		for (int start = 0; start < text.length();) {
			int dot = text.indexOf('.', start);
			int end = (dot >= 0) ? dot : text.length();
			parts.add(withoutLeadingZeros(text.substring(start, end)));
			start = end + 1;
		}
		while (parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
			parts.remove(parts.size() - 1);
		}
		return List.copyOf(parts);
	}

	private static String withoutLeadingZeros(String digits) {
		int zeros = 0;
		while (zeros < digits.length() && digits.charAt(zeros) == '0') {
			zeros++;
		}
		return digits.substring(zeros);
	}

	private static String canonical(List<String> parts, String name) {
		StringJoiner numbers = new StringJoiner(".");
		parts.forEach((part) -> numbers.add(part.isEmpty() ? "0" : part));
		return name.isEmpty() ? numbers.toString() : numbers.toString() + BEFORE_NAME + name;
	}

	/**
	 * Returns the form that is the same for equal versions, such as {@code 1.2} for
	 * {@code 001.02}.
	 * @return the canonical form
	 */
	public String canonical() {
		return this.canonical;
	}

	@Override
	public int compareTo(Version other) {
		if (this.parts.isEmpty() != other.parts.isEmpty()) {
			return this.parts.isEmpty() ? 1 : -1;
		}
		int common = Math.min(this.parts.size(), other.parts.size());
		for (int i = 0; i < common; i++) {
			int result = compareDigits(this.parts.get(i), other.parts.get(i));
			if (result != 0) {
				return result;
			}
		}
		int bySize = Integer.compare(this.parts.size(), other.parts.size());
		return (bySize != 0) ? bySize : this.name.compareTo(other.name);
	}

	private static int compareDigits(String left, String right) {
		int byLength = Integer.compare(left.length(), right.length());
		return (byLength != 0) ? byLength : left.compareTo(right);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Version version && this.parts.equals(version.parts) && this.name.equals(version.name);
	}

	@Override
	public int hashCode() {
		return 31 * this.parts.hashCode() + this.name.hashCode();
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
