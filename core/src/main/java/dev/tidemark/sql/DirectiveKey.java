package dev.tidemark.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The directives that exist.
 */
enum DirectiveKey {

	TRANSACTIONAL, PLACEHOLDERS, REQUIRES, AFTER, IRREVERSIBLE, STORE, RERUNNABLE, LOCK_TIMEOUT, STATEMENT_TIMEOUT,
	APPLIED_IF;

	String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Optional<DirectiveKey> of(String text) {
		return Arrays.stream(values()).filter((key) -> key.text().equals(text)).findFirst();
	}

	static List<String> texts() {
		return Arrays.stream(values()).map(DirectiveKey::text).toList();
	}

}
