package dev.tidemark.offline;

import java.time.Duration;
import java.util.Objects;

import dev.tidemark.sql.ScriptDirectives;

/**
 * What bounds the statements of a script.
 *
 * @param lock how long a wait for a lock may last; zero means for ever
 * @param statement how long a statement may run; zero means for ever
 */
record ScriptTimeouts(Duration lock, Duration statement) {

	static ScriptTimeouts of(ScriptDirectives directives, OfflineSettings settings) {
		return new ScriptTimeouts(Objects.requireNonNullElse(directives.lockTimeout(), settings.lockTimeout()),
				Objects.requireNonNullElse(directives.statementTimeout(), settings.statementTimeout()));
	}

}
