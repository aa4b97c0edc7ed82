package dev.tidemark.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.LineDiff;

/**
 * Every object of a schema with its definition. Immutable.
 *
 * @param objects definitions by what they define, such as
 * {@code column public.users.mail}
 */
record SchemaFingerprint(SortedMap<String, String> objects) {

	SchemaFingerprint {
		objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
	}

	/**
	 * Shows what is missing ({@code -}) and what is there ({@code +}) compared to another
	 * schema.
	 */
	String differenceFrom(SchemaFingerprint expected) {
		List<String> lines = new ArrayList<>();
		Set<String> names = new TreeSet<>(expected.objects.keySet());
		names.addAll(this.objects.keySet());
		for (String name : names) {
			String then = expected.objects.get(name);
			String now = this.objects.get(name);
			if (then == null || !then.equals(now)) {
				lines.add(difference(name, then, now));
			}
		}
		return String.join("\n", lines);
	}

	private static String difference(String name, @Nullable String then, @Nullable String now) {
		if (then != null && now != null) {
			return (then + now).contains("\n") ? "  %s:\n%s".formatted(name, LineDiff.between(then, now))
					: line('-', name, then) + "\n" + line('+', name, now);
		}
		return (then != null) ? line('-', name, then) : line('+', name, (now != null) ? now : "");
	}

	/**
	 * Of an object that is there or not, one line is enough.
	 */
	private static String line(char sign, String name, String definition) {
		List<String> lines = definition.strip().lines().toList();
		String first = lines.isEmpty() ? "" : lines.get(0).strip();
		return "%s %s: %s%s".formatted(sign, name, first, (lines.size() > 1) ? " …" : "");
	}

}
