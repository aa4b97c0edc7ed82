package dev.tidemark.boot.liquibase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.RawSQLChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Writes one changeset as formatted SQL.
 */
final class ChangesetSql {

	private static final String VOLATILE = "what it does depends on what is in the database";

	private final ChangeSet changeset;

	private final Database database;

	private final List<String> problems = new ArrayList<>();

	ChangesetSql(ChangeSet changeset, Database database) {
		this.changeset = changeset;
		this.database = database;
	}

	ExportedChangeset export() {
		RawSQLChange asWritten = asWritten();
		StringBuilder text = new StringBuilder(new ChangesetLines(this.changeset, asWritten).text());
		boolean ours = DatabaseList.definitionMatches(this.changeset.getDbmsSet(), this.database, true);
		if (!ours) {
			text.append("-- for another database\n");
		}
		else if (asWritten != null) {
			text.append(asWritten.getSql().strip()).append('\n').append(down());
		}
		else {
			this.changeset.getChanges().forEach((change) -> text.append(up(change)));
			text.append(down());
		}
		return new ExportedChangeset(this.changeset.getFilePath(), text.toString(), this.problems);
	}

	/**
	 * What is SQL already stays to the letter, and so does its checksum.
	 */
	private @Nullable RawSQLChange asWritten() {
		String file = this.changeset.getChangeLog().getPhysicalFilePath();
		List<Change> changes = this.changeset.getChanges();
		boolean sql = file != null && file.toLowerCase(Locale.ROOT).endsWith(".sql") && changes.size() == 1;
		return (sql && changes.get(0) instanceof RawSQLChange raw && raw.getSql() != null) ? raw : null;
	}

	private String up(Change change) {
		if (change instanceof DbmsTargetedChange targeted
				&& !DatabaseList.definitionMatches(targeted.getDbms(), this.database, true)) {
			return "";
		}
		if (change instanceof TagDatabaseChange) {
			return "-- a tag, which only Liquibase's own table knows\n";
		}
		try {
			if (change.generateStatementsVolatile(this.database)) {
				return byHand(change, VOLATILE);
			}
			String sql = sql(change.generateStatements(this.database));
			return (sql.isEmpty() && !(change instanceof EmptyChange)) ? byHand(change, "it has no SQL") : sql;
		}
		catch (Exception ex) {
			return byHand(change, String.valueOf(ex.getMessage()));
		}
	}

	private String sql(SqlStatement[] statements) {
		StringBuilder text = new StringBuilder();
		for (SqlStatement statement : statements) {
			for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, this.database)) {
				text.append(ended(modified(sql.toSql()))).append('\n');
			}
		}
		return text.toString();
	}

	private String modified(String sql) {
		String modified = sql;
		for (SqlVisitor visitor : this.changeset.getSqlVisitors()) {
			if (DatabaseList.definitionMatches(visitor.getApplicableDbms(), this.database, true)) {
				modified = visitor.modifySql(modified, this.database);
			}
		}
		return modified;
	}

	/**
	 * The semicolon stands in a line of its own, lest a comment takes it.
	 */
	private static String ended(String sql) {
		String text = sql.stripTrailing();
		if (text.endsWith(";")) {
			return text;
		}
		return text + (text.substring(text.lastIndexOf('\n') + 1).contains("--") ? "\n;" : ";");
	}

	/**
	 * It never runs where the changeset was adopted, and says what is missing where it
	 * was not.
	 */
	private String byHand(Change change, String why) {
		String name = change.getSerializedObjectName();
		this.problems
			.add("%s: %s cannot be written as SQL, as %s".formatted(this.changeset.toString(false), name, why));
		return "DO $$ BEGIN RAISE EXCEPTION 'Write the SQL of %s here by hand'; END $$;\n"
			.formatted(name.replace("'", "''"));
	}

	private String down() {
		List<Change> said = this.changeset.getRollback().getChanges();
		String sql = said.isEmpty() ? generated() : said(said);
		return sql.lines().map((line) -> "--rollback " + line + "\n").collect(Collectors.joining());
	}

	private String said(List<Change> changes) {
		if (changes.stream().allMatch(EmptyChange.class::isInstance)) {
			return "not required";
		}
		StringBuilder text = new StringBuilder();
		for (Change change : changes) {
			try {
				// to ask a command for its statements is to run it
				if (change.generateStatementsVolatile(this.database)) {
					return notUndone(change, VOLATILE);
				}
				text.append(sql(change.generateStatements(this.database)));
			}
			catch (Exception ex) {
				return notUndone(change, String.valueOf(ex.getMessage()));
			}
		}
		return text.toString();
	}

	private String notUndone(Change change, String why) {
		this.problems.add("%s: %s in its rollback cannot be written as SQL, as %s, and it has no rollback now"
			.formatted(this.changeset.toString(false), change.getSerializedObjectName(), why));
		return "";
	}

	/**
	 * What Liquibase can undo by itself, or nothing: then it cannot either.
	 */
	private String generated() {
		try {
			return generatedFromLast();
		}
		catch (Exception ex) {
			return "";
		}
	}

	/**
	 * From the last change on; all of it, or nothing.
	 */
	private String generatedFromLast() throws Exception {
		List<Change> changes = this.changeset.getChanges();
		StringBuilder text = new StringBuilder();
		for (int i = changes.size() - 1; i >= 0; i--) {
			Change change = changes.get(i);
			if (!change.supportsRollback(this.database) || change.generateRollbackStatementsVolatile(this.database)) {
				return "";
			}
			text.append(sql(change.generateRollbackStatements(this.database)));
		}
		return text.toString();
	}

}
