package dev.tidemark.authoring;

import java.util.List;
import java.util.Optional;

import dev.tidemark.migration.Version;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlScriptException;

/**
 * The versions that a script requires by its directive.
 */
final class Requirements {

	private Requirements() {
	}

	static List<Version> of(String text) {
		try {
			return ScriptDirectives.parse(text, 1)
				.requires()
				.stream()
				.map(Version::find)
				.flatMap(Optional::stream)
				.toList();
		}
		catch (SqlScriptException ex) {
			// what is wrong with it is told when it is to run
			return List.of();
		}
	}

}
