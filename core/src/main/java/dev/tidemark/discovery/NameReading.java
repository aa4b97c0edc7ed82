package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the names of files by the conventions. A name that fits several is read as most
 * names of its folder are that begin with as many digits.
 */
final class NameReading {

	private final Map<String, Map<FileNaming, Integer>> votes = new HashMap<>();

	private final Map<String, List<String>> decided = new LinkedHashMap<>();

	private final List<ScriptFile> unnamed = new ArrayList<>();

	List<NamedScript> read(List<ScriptFile> files) {
		files.stream().map(DecoratedName::of).forEach(this::vote);
		List<NamedScript> named = new ArrayList<>();
		for (ScriptFile file : files) {
			DecoratedName name = DecoratedName.of(file);
			List<FileNaming> fitting = FileNamings.fitting(name.stem());
			if (fitting.isEmpty()) {
				this.unnamed.add(file);
			}
			else {
				named.add(new NamedScript(file, name.decorate(parse(choose(file, name, fitting), name))));
			}
		}
		return named;
	}

	private void vote(DecoratedName name) {
		FileNamings.fitting(name.stem())
			.stream()
			.findFirst()
			.ifPresent((first) -> votes(name).merge(first, 1, Integer::sum));
	}

	private Map<FileNaming, Integer> votes(DecoratedName name) {
		// 001_x says nothing about how 20260102_0930_x is meant
		return this.votes.computeIfAbsent(name.folder() + " " + name.leadingDigits(), (alike) -> new HashMap<>());
	}

	private FileNaming choose(ScriptFile file, DecoratedName name, List<FileNaming> fitting) {
		if (fitting.get(0) instanceof PostgratorNaming) {
			// no majority may let an undo run
			return fitting.get(0);
		}
		Map<FileNaming, Integer> votes = votes(name);
		FileNaming first = fitting.get(0);
		// the last of the equals is the greatest for max(), and the most special is to be
		FileNaming chosen = fitting.stream()
			.max(Comparator.<FileNaming>comparingInt((naming) -> votes.getOrDefault(naming, 0))
				.thenComparing((naming) -> -fitting.indexOf(naming)))
			.orElse(first);
		boolean disputed = fitting.stream()
			.anyMatch((other) -> votes.containsKey(other) && !sameMeaning(parse(other, name), parse(chosen, name)));
		if (disputed) {
			this.decided.computeIfAbsent(name.folder() + " " + chosen.form(), (folder) -> new ArrayList<>())
				.add(file.fileName());
		}
		return chosen;
	}

	private static boolean sameMeaning(ParsedName one, ParsedName other) {
		return one.part() == other.part() && Objects.equals(one.version(), other.version());
	}

	private static ParsedName parse(FileNaming naming, DecoratedName name) {
		return naming.parse(name.stem()).orElseThrow();
	}

	/**
	 * Returns files that fit no convention.
	 */
	List<ScriptFile> unnamed() {
		return this.unnamed;
	}

	/**
	 * Returns a line for each folder in which the majority decided.
	 */
	List<String> notes() {
		return this.decided.entrySet()
			.stream()
			.map((entry) -> "%s: %s could be read in more than one way, and %s read as most names there are, like %s"
				.formatted(entry.getKey().substring(0, entry.getKey().indexOf(' ')),
						String.join(", ", entry.getValue()), (entry.getValue().size() == 1) ? "is" : "are",
						entry.getKey().substring(entry.getKey().indexOf(' ') + 1)))
			.toList();
	}

}
