package dev.tidemark.discovery;

import java.util.Optional;

import dev.tidemark.discovery.ParsedName.Part;

/**
 * One file for each direction, as golang-migrate and sqlx have it:
 * {@code 000001_description.up} and {@code 000001_description.down}. What stands before
 * the direction may follow any other convention.
 */
final class UpDownNaming implements FileNaming {

	private static final String UP = ".up";

	private static final String DOWN = ".down";

	private final FileNaming stemNaming;

	UpDownNaming(FileNaming stemNaming) {
		this.stemNaming = stemNaming;
	}

	@Override
	public Optional<ParsedName> parse(String stem) {
		if (stem.endsWith(UP)) {
			return this.stemNaming.parse(stem.substring(0, stem.length() - UP.length()));
		}
		if (stem.endsWith(DOWN)) {
			return this.stemNaming.parse(stem.substring(0, stem.length() - DOWN.length()))
				.map((parsed) -> parsed.withPart(Part.DOWN));
		}
		return Optional.empty();
	}

}
