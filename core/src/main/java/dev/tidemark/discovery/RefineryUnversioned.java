package dev.tidemark.discovery;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.ParsedName.Part;
import dev.tidemark.migration.Version;

/**
 * Tells refinery's {@code U2__name}, a migration whose order is free, from Flyway's,
 * which undoes {@code V2__name}. It is refinery's only where there are several, none has
 * its counterpart, nothing else is Flyway's alone, and some {@code V} follows: the
 * remains of a removed migration of Flyway's must never run.
 */
final class RefineryUnversioned {

	private static final Pattern UNVERSIONED = Pattern.compile("U[0-9]+__.+\\.sql");

	private static final Pattern REFINERY = Pattern.compile("[UV][0-9]+__.+\\.sql");

	private final List<NamedScript> scripts;

	private final List<NamedScript> unversioned;

	RefineryUnversioned(List<NamedScript> scripts) {
		this.scripts = scripts;
		this.unversioned = scripts.stream()
			.filter((script) -> script.is(Part.DOWN) && UNVERSIONED.matcher(script.file().fileName()).matches())
			.toList();
	}

	/**
	 * Returns the scripts with the part that each file of that kind really holds.
	 */
	List<NamedScript> read() {
		return isRefinery() ? this.scripts.stream()
			.map((script) -> this.unversioned.contains(script) ? script.withParsed(script.parsed().withPart(Part.WHOLE))
					: script)
			.toList() : this.scripts;
	}

	/**
	 * Returns what deserves to be told about the decision.
	 */
	Optional<String> note() {
		return isRefinery() ? Optional
			.of("%s: no V file has the version of a U file, so the U files are read as refinery's, which run, and not as Flyway's, which undo"
				.formatted(this.unversioned.get(0).file().folder())) : Optional.empty();
	}

	private boolean isRefinery() {
		return this.unversioned.size() > 1 && noneHasCounterpart() && allAreRefinerys() && inOrder();
	}

	/**
	 * One of the same name is what is undone, under another version.
	 */
	private boolean noneHasCounterpart() {
		List<NamedScript> others = this.scripts.stream()
			.filter((script) -> !this.unversioned.contains(script))
			.toList();
		Set<Version> versions = versions((script) -> !this.unversioned.contains(script));
		Set<String> names = others.stream().map((script) -> script.parsed().name()).collect(Collectors.toSet());
		return this.unversioned.stream()
			.map(NamedScript::parsed)
			.noneMatch((parsed) -> versions.contains(parsed.version()) || names.contains(parsed.name()));
	}

	private boolean allAreRefinerys() {
		return this.scripts.stream().allMatch((script) -> REFINERY.matcher(script.file().fileName()).matches());
	}

	/**
	 * What is left of a removed newest migration of Flyway's has the highest version, and
	 * undo scripts in a location of their own have no V beside them at all.
	 */
	private boolean inOrder() {
		@Nullable Version highest = versions((script) -> script.is(Part.WHOLE)).stream().max(Version::compareTo).orElse(null);
		return highest != null && this.unversioned.stream()
			.map((script) -> Objects.requireNonNull(script.parsed().version()))
			.anyMatch((version) -> version.compareTo(highest) < 0);
	}

	private Set<Version> versions(Predicate<NamedScript> which) {
		return this.scripts.stream()
			.filter(which)
			.map((script) -> script.parsed().version())
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

}
