package dev.tidemark.boot.liquibase;

import java.util.Collection;

import liquibase.ContextExpression;
import liquibase.Labels;
import liquibase.change.AbstractSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.core.PreconditionContainer;
import org.jspecify.annotations.Nullable;

/**
 * What comes before the SQL of a changeset: the line that identifies it, with its
 * attributes, and the comment.
 */
final class ChangesetLines {

	private final ChangeSet changeset;

	private final @Nullable AbstractSQLChange asWritten;

	private final StringBuilder text = new StringBuilder("--changeset ");

	/**
	 * Creates the lines.
	 * @param asWritten what is SQL and is written as it was, or {@code null}
	 */
	ChangesetLines(ChangeSet changeset, @Nullable AbstractSQLChange asWritten) {
		this.changeset = changeset;
		this.asWritten = asWritten;
	}

	String text() {
		this.text.append(quoted(this.changeset.getAuthor())).append(':').append(quoted(this.changeset.getId()));
		attribute("logicalFilePath", this.changeset.getFilePath());
		attribute("runInTransaction", this.changeset.isRunInTransaction() ? null : "false");
		attribute("runOnChange", this.changeset.isRunOnChange() ? "true" : null);
		attribute("runAlways", this.changeset.isAlwaysRun() ? "true" : null);
		attribute("ignore", this.changeset.isIgnore() ? "true" : null);
		attribute("failOnError", Boolean.FALSE.equals(this.changeset.getFailOnError()) ? "false" : null);
		attribute("runWith", this.changeset.getRunWith());
		attribute("dbms", joined(this.changeset.getDbmsSet()));
		attribute("contextFilter", context(this.changeset.getContextFilter()));
		Labels labels = this.changeset.getLabels();
		attribute("labels", (labels != null) ? condition(labels.toString()) : null);
		if (this.asWritten != null) {
			attribute("splitStatements", Boolean.FALSE.equals(this.asWritten.isSplitStatements()) ? "false" : null);
			attribute("endDelimiter", this.asWritten.getEndDelimiter());
		}
		this.text.append('\n');
		comment();
		preconditions(this.changeset.getPreconditions());
		return this.text.toString();
	}

	private void attribute(String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			this.text.append(' ').append(name).append(':').append(value);
		}
	}

	private static String quoted(String word) {
		return word.matches("[^\\s:\"]+") ? word : '"' + word + '"';
	}

	private static @Nullable String joined(@Nullable Collection<String> words) {
		return (words != null) ? String.join(",", words) : null;
	}

	private static @Nullable String condition(@Nullable String condition) {
		return (condition != null && !condition.isBlank()) ? '"' + condition + '"' : null;
	}

	private static @Nullable String context(@Nullable ContextExpression context) {
		return (context != null && !context.isEmpty()) ? condition(context.toString()) : null;
	}

	private void comment() {
		String comment = this.changeset.getComments();
		if (comment != null && !comment.isBlank()) {
			this.text.append("--comment: ").append(comment.strip().replaceAll("\\s*\\R\\s*", " ")).append('\n');
		}
	}

	/**
	 * Not translated, but not dropped either: whoever reads the file is told of them.
	 */
	private void preconditions(@Nullable PreconditionContainer preconditions) {
		if (preconditions != null && !preconditions.getNestedPreconditions().isEmpty()) {
			this.text.append("--preconditions onFail:")
				.append(preconditions.getOnFail())
				.append(" onError:")
				.append(preconditions.getOnError())
				.append('\n');
			preconditions.getNestedPreconditions()
				.forEach((precondition) -> this.text.append("-- was: ").append(precondition.getName()).append('\n'));
		}
	}

}
