package dev.tidemark.discovery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the tool that a script was written for lets it say about itself.
 *
 * @param transactional whether it runs in a transaction, or {@code null} where it does
 * not say
 * @param placeholders whether placeholders are replaced, or {@code null} where it does
 * not say
 */
record ScriptOptions(@Nullable Boolean transactional, @Nullable Boolean placeholders) {

	static final ScriptOptions NONE = new ScriptOptions(null, null);

	/** The first line of a script of sqlx. */
	private static final Pattern NO_TRANSACTION = Pattern.compile("--[ \\t]*no-transaction[ \\t]*(\\R|$)");

	private static final Pattern RUN_IN_TRANSACTION = Pattern
		.compile("^[ \\t]*run_in_transaction[ \\t]*=[ \\t]*(?<value>true|false)", Pattern.MULTILINE);

	static ScriptOptions transactional(@Nullable Boolean value) {
		return new ScriptOptions(value, null);
	}

	/**
	 * Reads the first line of a script.
	 */
	static ScriptOptions ofFirstLine(String text) {
		return NO_TRANSACTION.matcher(text).lookingAt() ? transactional(false) : NONE;
	}

	/**
	 * Reads the {@code metadata.toml} of a migration of Diesel.
	 */
	static ScriptOptions ofMetadata(String toml) {
		Matcher matcher = RUN_IN_TRANSACTION.matcher(toml);
		return matcher.find() ? transactional(matcher.group("value").equals("true")) : NONE;
	}

	ScriptOptions orElse(ScriptOptions other) {
		return new ScriptOptions((this.transactional != null) ? this.transactional : other.transactional,
				(this.placeholders != null) ? this.placeholders : other.placeholders);
	}

}
