package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The changes of a {@code sqitch.plan}, in its order.
 */
final class SqitchPlan {

	/** A change or a tag: the name, what it requires, when, who, and a note. */
	private static final Pattern LINE = Pattern.compile("\\s*(?<kind>[@+]?)\\s*(?<name>[^\\s@+\\-%#][^\\s@]*)(\\s.*)?");

	private final List<Change> changes = new ArrayList<>();

	private final List<Tag> tags = new ArrayList<>();

	private SqitchPlan() {
	}

	static SqitchPlan parse(String text) {
		SqitchPlan plan = new SqitchPlan();
		text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(plan::add);
		return plan;
	}

	private void add(Matcher line) {
		if (line.group("kind").equals("@")) {
			this.tags.add(new Tag(line.group("name"), this.changes.size()));
		}
		else {
			this.changes.add(new Change(line.group("name"), this.changes.size()));
		}
	}

	List<Change> changes() {
		return this.changes;
	}

	/**
	 * Returns the names that the files of a change may have. One that is made anew later
	 * keeps its files under the name of a tag that stands between.
	 */
	List<String> fileNames(Change change) {
		int next = this.changes.stream()
			.filter((other) -> other.place() > change.place() && other.name().equals(change.name()))
			.mapToInt(Change::place)
			.findFirst()
			.orElse(-1);
		List<String> tagged = this.tags.stream()
			.filter((tag) -> tag.after() > change.place() && tag.after() <= next)
			.map((tag) -> change.name() + "@" + tag.name())
			.toList();
		return tagged.isEmpty() ? List.of(change.name()) : tagged;
	}

	/**
	 * One change.
	 *
	 * @param name the name
	 * @param place how many changes come before it
	 */
	record Change(String name, int place) {

	}

	private record Tag(String name, int after) {

	}

}
