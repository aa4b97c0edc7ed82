package dev.tidemark.discovery;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.CallbackEvent;

/**
 * Flyway's names of callbacks: the event, and maybe a description behind two underscores.
 * Upper and lower case matter, as there.
 *
 * @param event when it runs, or {@code null} where the event does not occur here
 * @param description tells callbacks of one event apart, or {@code null}
 */
record FlywayCallbackNaming(@Nullable CallbackEvent event, @Nullable String description) {

	private static final String SEPARATOR = "__";

	/**
	 * The first letters of all events: of thousands of files hardly one is a callback.
	 */
	private static final String BEGINS = "abc";

	private static final Pattern ELSEWHERE = Pattern
		.compile("before(Clean|Info|Validate|Baseline|Repair|Deploy|Connect|CreateSchema)"
				+ "|after(Clean|Info|Validate|Baseline|Repair|Deploy)(Error)?|afterConnect|createSchema"
				+ "|after(Clean|Info|Validate|Baseline|Repair|Migrate|Undo)OperationFinish"
				+ "|(beforeEach(Migrate|Undo)Statement|afterEach(Migrate|Undo)Statement(Error)?)");

	static Optional<FlywayCallbackNaming> parse(String stem) {
		if (stem.isEmpty() || BEGINS.indexOf(stem.charAt(0)) < 0) {
			return Optional.empty();
		}
		int separator = stem.indexOf(SEPARATOR);
		String word = (separator < 0) ? stem : stem.substring(0, separator);
		String description = (separator < 0) ? null : stem.substring(separator + SEPARATOR.length());
		CallbackEvent event = CallbackEvent.of(word).orElse(null);
		return (event != null || ELSEWHERE.matcher(word).matches())
				? Optional.of(new FlywayCallbackNaming(event, description)) : Optional.empty();
	}

}
