package dev.tidemark.discovery;

/**
 * A file, and what its name says.
 *
 * @param file the file
 * @param parsed what its name says
 */
record NamedScript(ScriptFile file, ParsedName parsed) {

	NamedScript withParsed(ParsedName other) {
		return new NamedScript(this.file, other);
	}

	boolean is(ParsedName.Part part) {
		return this.parsed.part() == part;
	}

}
