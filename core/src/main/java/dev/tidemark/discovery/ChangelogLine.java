package dev.tidemark.discovery;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of a formatted SQL changelog is. Liquibase reads line by line, and knows
 * neither strings nor comments.
 */
enum ChangelogLine {

	/** The first line, by which such a file is known; later ones are comments. */
	HEADER("\\s*--\\s*liquibase\\s*formatted.*"),

	/** Gives a value to a name. */
	PROPERTY("\\s*--\\s*property\\s+(.*:.*)\\s+(.*:.*).*"),

	/** Begins or ends lines that are not read. */
	IGNORE_LINES("--\\s*ignoreLines:(?<value>\\w+)"),

	/** Begins a changeset. */
	CHANGESET("\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):(\"[^\"]+\"|[^\\s\"]\\S*).*"),

	/** A comment for people. */
	COMMENT("--\\s*comment:? (.*)"),

	/** Another checksum that Liquibase accepts. */
	VALID_CHECKSUM("--\\s*validCheckSum:? (?<value>.*)"),

	/** A line of the undo. */
	ROLLBACK("(?<lead>\\s*--\\s*rollback )(?<value>.*)"),

	/** Begins a comment that holds the undo. */
	ROLLBACK_BLOCK("\\s*/\\*\\s*liquibase\\s*rollback\\s*"),

	/** Says what has to hold. */
	PRECONDITION("\\s*--\\s*precondition(s\\b.*|-[a-zA-Z0-9-]+.*)"),

	/** Only read by Liquibase's commercial edition. */
	COMMERCIAL("\\s*--\\s*(rollbackSqlFile\\s.*|tagDatabase:.*|include\\s+file:.*|includeAll\\s.*)"),

	/** Looks like one of these, and is refused by Liquibase too. */
	MISWRITTEN(
			"\\s*-+\\s*((changeset|rollback|preconditions?|property)\\s.*|changeset)|-+\\s*(comments?:?|validCheckSum:?) .*|-+\\s*ignore(Lines)?:\\w+.*"),

	/** Everything else. */
	SQL(".*");

	private static final ChangelogLine[] ALL = values();

	private final Pattern pattern;

	ChangelogLine(String pattern) {
		this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
	}

	static ChangelogLine of(String line) {
		// few lines begin like one of them
		int dash = line.indexOf('-');
		boolean plain = dash < 0 && line.indexOf("/*") < 0;
		return plain ? SQL : Arrays.stream(ALL).filter((kind) -> kind.matches(line)).findFirst().orElse(SQL);
	}

	boolean matches(String line) {
		return this.pattern.matcher(line).matches();
	}

	/**
	 * Returns a part of a line of this kind.
	 */
	String part(String line, String group) {
		Matcher matcher = this.pattern.matcher(line);
		return matcher.matches() ? matcher.group(group) : "";
	}

}
