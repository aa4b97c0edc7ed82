package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.tidemark.discovery.FileNamings.Reading;

/**
 * Reads the names of files by the conventions. A name that fits several is read as most
 * names of its folder are that begin with as many digits.
 */
final class NameReading {

	private final Map<String, Map<FileNaming, Integer>> votes = new HashMap<>();

	private final Map<String, List<String>> decided = new LinkedHashMap<>();

	private final List<ScriptFile> unnamed = new ArrayList<>();

	List<NamedScript> read(List<ScriptFile> files) {
		List<Candidate> candidates = ParallelWork.map(files, Candidate::of);
		candidates.forEach(this::vote);
		List<NamedScript> named = new ArrayList<>();
		for (Candidate candidate : candidates) {
			if (candidate.fitting().isEmpty()) {
				this.unnamed.add(candidate.file());
			}
			else {
				named.add(new NamedScript(candidate.file(), candidate.name().decorate(choose(candidate))));
			}
		}
		return named;
	}

	/**
	 * Lets a name vote for the most special convention that it fits.
	 */
	private void vote(Candidate candidate) {
		if (!candidate.fitting().isEmpty()) {
			this.votes.computeIfAbsent(candidate.alike(), (alike) -> new HashMap<>())
				.merge(candidate.fitting().get(0).naming(), 1, Integer::sum);
		}
	}

	private ParsedName choose(Candidate candidate) {
		List<Reading> fitting = candidate.fitting();
		Reading first = fitting.get(0);
		// no majority may let an undo run
		if (fitting.size() == 1 || first.naming() instanceof PostgratorNaming) {
			return first.parsed();
		}
		Map<FileNaming, Integer> votes = this.votes.getOrDefault(candidate.alike(), Map.of());
		// the last of the equals is the greatest for max(), and the most special is to be
		Reading chosen = fitting.stream()
			.max(Comparator.<Reading>comparingInt((reading) -> votes.getOrDefault(reading.naming(), 0))
				.thenComparing((reading) -> -fitting.indexOf(reading)))
			.orElse(first);
		boolean disputed = fitting.stream()
			.anyMatch((other) -> votes.containsKey(other.naming()) && !sameMeaning(other.parsed(), chosen.parsed()));
		if (disputed) {
			this.decided
				.computeIfAbsent(candidate.name().folder() + " " + chosen.naming().form(),
						(folder) -> new ArrayList<>())
				.add(candidate.file().fileName());
		}
		return chosen.parsed();
	}

	private static boolean sameMeaning(ParsedName one, ParsedName other) {
		return one.part() == other.part() && Objects.equals(one.version(), other.version());
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

	/**
	 * A file whose name is to be read.
	 *
	 * @param file the file
	 * @param name its name
	 * @param fitting how the name can be read, the most special first
	 * @param alike what is the same for names that are meant in the same way
	 */
	private record Candidate(ScriptFile file, DecoratedName name, List<Reading> fitting, String alike) {

		static Candidate of(ScriptFile file) {
			DecoratedName name = DecoratedName.of(file);
			// 001_x says nothing about how 20260102_0930_x is meant
			return new Candidate(file, name, FileNamings.fitting(name.stem()),
					name.folder() + " " + name.leadingDigits());
		}

	}

}
