package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.sql.ChangesetHead;
import dev.tidemark.sql.SqlScriptException;
import dev.tidemark.sql.StatementSplitter;

/**
 * Cuts a formatted SQL changelog of Liquibase into its changesets, line by line as
 * Liquibase does. What it does not do is collected, not thrown.
 */
final class ChangelogReader {

	private final ScriptFile file;

	private final ChangelogProperties properties;

	private final List<MigrationProblem> problems;

	private final List<Changeset> changesets = new ArrayList<>();

	private final StringBuilder before = new StringBuilder();

	private final UnreadLines unread = new UnreadLines();

	private @Nullable ChangesetText current;

	private String logicalFilePath = "";

	private int line;

	ChangelogReader(ScriptFile file, ChangelogProperties properties, List<MigrationProblem> problems) {
		this.file = file;
		this.properties = properties;
		this.problems = problems;
	}

	/**
	 * Tells whether a file is such a changelog: its first line that is not blank says so.
	 */
	static boolean reads(ScriptFile file) {
		String text = file.text();
		int start = 0;
		while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
			start++;
		}
		if (!text.startsWith("--", start)) {
			return false;
		}
		int end = text.indexOf('\n', start);
		return ChangelogLine.HEADER.matches(text.substring(start, (end >= 0) ? end : text.length()).stripTrailing());
	}

	List<Changeset> read() {
		String text = this.file.text();
		for (int start = 0; start < text.length();) {
			int feed = text.indexOf('\n', start);
			int next = (feed >= 0) ? feed + 1 : text.length();
			int end = (feed > start && text.charAt(feed - 1) == '\r') ? feed - 1 : (feed >= 0) ? feed : next;
			this.line++;
			accept(text.substring(start, end), text.substring(end, next));
			start = next;
		}
		finish();
		checkBefore();
		return this.changesets;
	}

	private void accept(String content, String ending) {
		ChangesetText changeset = this.current;
		if (this.unread.skips(content)) {
			append("", ending);
		}
		else if (changeset != null && changeset.inRollback()) {
			changeset.rollbackBlock(content, ending, this.line);
		}
		else {
			accept(ChangelogLine.of(content), content, ending);
		}
	}

	private void accept(ChangelogLine kind, String content, String ending) {
		switch (kind) {
			case HEADER -> header(content);
			case PROPERTY -> this.properties.define(content, (message) -> report(content, message));
			case IGNORE_LINES -> this.unread.begin(ChangelogLine.IGNORE_LINES.part(content, "value"));
			case CHANGESET -> begin(content, ending);
			case PRECONDITION -> report(content,
					"a precondition, and Tidemark runs a migration or not by its history alone. Remove these lines (Liquibase's checksum leaves them out), and let the SQL itself decide, as with IF NOT EXISTS or in a DO block");
			case COMMERCIAL ->
				report(content, "read by Liquibase's commercial edition only: write the SQL itself here");
			case MISWRITTEN -> report(content,
					"not written as Liquibase reads it: expected --changeset author:id, --rollback SQL, --comment text, --property name:n value:v, --validCheckSum: c or --ignoreLines:start at the beginning of the line");
			default -> {
			}
		}
		if (kind != ChangelogLine.CHANGESET) {
			within(kind, content, ending);
		}
	}

	private void within(ChangelogLine kind, String content, String ending) {
		ChangesetText changeset = this.current;
		if (changeset != null && kind == ChangelogLine.ROLLBACK) {
			changeset.rollback(content, ending, this.line);
		}
		else if (changeset != null && kind == ChangelogLine.ROLLBACK_BLOCK) {
			changeset.beginRollback(ending, this.line);
		}
		else {
			// Liquibase's checksum of a changeset is compared without the latter
			boolean kept = kind == ChangelogLine.SQL || kind == ChangelogLine.VALID_CHECKSUM;
			append(kept ? content : "", ending);
		}
	}

	private void header(String content) {
		if (this.changesets.isEmpty() && this.current == null) {
			this.logicalFilePath = new ChangesetHead("", "", content).attribute("logicalFilePath").orElse("");
		}
	}

	private void begin(String content, String ending) {
		finish();
		String expanded = this.properties.expand(content);
		ChangesetHead head = ChangesetHead.read(expanded).orElseThrow();
		boolean inherits = !this.logicalFilePath.isEmpty() && head.attribute("logicalFilePath").isEmpty();
		String whole = inherits ? expanded + " logicalFilePath:" + this.logicalFilePath : expanded;
		this.current = new ChangesetText(whole + ending, this.line);
	}

	private void append(String content, String ending) {
		if (this.current != null) {
			this.current.append(content, ending);
		}
		else {
			this.before.append(content).append(ending);
		}
	}

	private void finish() {
		ChangesetText changeset = this.current;
		if (changeset == null) {
			return;
		}
		if (changeset.inRollback()) {
			this.problems.add(new MigrationProblem(this.file.location(), changeset.line(), 0,
					"'/* liquibase rollback' is never ended in this changeset: add '*/' at the end of a line"));
		}
		Function<String, String> expand = (text) -> this.properties.expand(text);
		this.changesets.add(changeset.toChangeset(this.file, expand));
	}

	/**
	 * Liquibase drops it without a word.
	 */
	private void checkBefore() {
		try {
			StatementSplitter.split(this.before.toString())
				.stream()
				.findFirst()
				.map((statement) -> new MigrationProblem(this.file.location(), statement.line(), statement.column(),
						"there are statements before the first '--changeset', which Liquibase does not run: move them below it, or remove them"))
				.ifPresent(this.problems::add);
		}
		catch (SqlScriptException ex) {
			this.problems.add(MigrationProblem.of(this.file.location(), ex));
		}
	}

	private void report(String content, String message) {
		this.problems.add(new MigrationProblem(this.file.location(), this.line, 0,
				"'%s' is %s".formatted(content.strip(), message)));
	}

}
