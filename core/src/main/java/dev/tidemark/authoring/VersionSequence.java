package dev.tidemark.authoring;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tidemark.migration.Version;

/**
 * Gives the version that comes after one, in the form that this one has: the next number,
 * or the time.
 */
final class VersionSequence {

	/** What stands before the last number, and that number. */
	private static final Pattern LAST_NUMBER = Pattern.compile("(?<before>.*?)(?<number>[0-9]+)");

	/** Between the parts of a version only these are read as a dot. */
	private static final Pattern SEPARATOR = Pattern.compile("[_T]|(?<=[0-9]{8})-");

	private final Instant now;

	private final Collection<Version> taken;

	/**
	 * Creates a sequence.
	 * @param now what time it is
	 * @param taken the versions that exist
	 */
	VersionSequence(Instant now, Collection<Version> taken) {
		this.now = now;
		this.taken = List.copyOf(taken);
	}

	/**
	 * Returns what comes after a version.
	 * @param version as a file's name writes it
	 * @return the first that no migration has
	 */
	String after(String version) {
		Optional<TimeFormat> format = TimeFormat.of(version);
		String next = format.map((time) -> time.after(version, this.now)).orElseGet(() -> increment(version));
		while (isTaken(next)) {
			String last = next;
			next = format.map((time) -> time.increment(last)).orElseGet(() -> increment(last));
		}
		return next;
	}

	/**
	 * Returns a time that comes after every version that is one.
	 */
	String time(TimeFormat format) {
		String time = format.format(this.now);
		while (isTaken(time)) {
			time = format.increment(time);
		}
		return time;
	}

	private boolean isTaken(String version) {
		return this.taken.contains(version(version));
	}

	/**
	 * Reads a version as the conventions do.
	 */
	static Version version(String text) {
		return Version.of(SEPARATOR.matcher(text).replaceAll(".").replace("-", ""));
	}

	private static String increment(String version) {
		Matcher matcher = LAST_NUMBER.matcher(version);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("no number in " + version);
		}
		String number = matcher.group("number");
		String next = new BigInteger(number).add(BigInteger.ONE).toString();
		return matcher.group("before") + "0".repeat(Math.max(0, number.length() - next.length())) + next;
	}

}
