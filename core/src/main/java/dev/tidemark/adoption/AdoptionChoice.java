package dev.tidemark.adoption;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tidemark.jdbc.Session;
import dev.tidemark.migration.AdoptionException;

/**
 * Finds the history that the settings mean.
 */
public final class AdoptionChoice {

	private final AdoptionSettings settings;

	private final List<String> schemas;

	/**
	 * Creates a choice.
	 * @param settings which tool, and which table
	 * @param schemas where to look, at least one; an earlier one counts more
	 */
	public AdoptionChoice(AdoptionSettings settings, List<String> schemas) {
		this.settings = settings;
		this.schemas = List.copyOf(schemas);
	}

	/**
	 * Finds the table.
	 * @param session the session
	 * @return the table, or empty where there is none
	 * @throws AdoptionException if it cannot be told which is meant, or it is not what it
	 * is said to be
	 */
	public Optional<ForeignTable> find(Session session) {
		String name = this.settings.table();
		return (name != null) ? named(session, name) : usual(session);
	}

	private Optional<ForeignTable> usual(Session session) {
		List<ForeignTable> found = ForeignTables.find(session, this.schemas)
			.stream()
			.filter((table) -> this.settings.foreignTool().filter((tool) -> !fits(table, tool)).isEmpty())
			.toList();
		if (found.size() > 1) {
			throw new AdoptionException(
					"The histories of several tools are there, and only one can be taken over: %s. Nothing was adopted or run"
						.formatted(describe(found)),
					"Say which with 'adopt TOOL' or tidemark.adopt=TOOL: %s.".formatted(
							found.stream().map((table) -> table.tool().word()).collect(Collectors.joining(", "))));
		}
		return found.stream().findFirst().map(this::asSaid);
	}

	private Optional<ForeignTable> named(Session session, String name) {
		int dot = name.indexOf('.');
		List<String> where = (dot > 0) ? List.of(name.substring(0, dot)) : this.schemas;
		return ForeignTables.named(session, where, name.substring(dot + 1)).map(this::checked).map(this::asSaid);
	}

	private ForeignTable checked(ForeignTable table) {
		Optional<ForeignTool> asked = this.settings.foreignTool();
		if (asked.isPresent() && !fits(table, asked.get())) {
			throw new AdoptionException(
					"The table %s is not one of %s: its columns are %s. Nothing was adopted or run"
						.formatted(table.qualified(), asked.get().label(), String.join(", ", table.columns())),
					"Name the right table with --table (tidemark.adoption.table), or the right tool: it looks like %s."
						.formatted(table.tool().label()));
		}
		return table;
	}

	/**
	 * dbmate's and Rails' tables are alike, and a plain table may look like any other.
	 */
	private static boolean fits(ForeignTable table, ForeignTool asked) {
		return asked == table.tool() || asked == ForeignTool.PLAIN
				|| (table.columns().equals(asked.columns()) && table.tool().columns().equals(asked.columns()));
	}

	private ForeignTable asSaid(ForeignTable table) {
		ForeignTool tool = this.settings.foreignTool().orElse(table.tool());
		ForeignTable chosen = new ForeignTable(tool, table.schema(), table.name(), table.columns());
		checkColumns(chosen);
		return chosen;
	}

	private void checkColumns(ForeignTable table) {
		if (table.tool() != ForeignTool.PLAIN) {
			return;
		}
		List<String> missing = this.settings.columns().missingIn(table.columns());
		if (!missing.isEmpty() || !this.settings.columns().in(table.columns()).tellsMigrations()) {
			throw new AdoptionException(
					"The table %s does not say by its columns which migrations are applied%s; it has %s. Nothing was adopted or run"
						.formatted(table.qualified(),
								missing.isEmpty() ? "" : " (there is no column " + String.join(", ", missing) + ")",
								String.join(", ", table.columns())),
					"Say which column is which: 'adopt plain --table %s --version-column …' (also --name-column, --file-column, --checksum-column, --applied-at-column)."
						.formatted(table.name()));
		}
	}

	/**
	 * Says that there is no table, and where there are others.
	 * @param session the session
	 * @return what is thrown
	 */
	public AdoptionException notFound(Session session) {
		String name = this.settings.table();
		List<ForeignTable> elsewhere = ForeignTables.everywhere(session);
		return new AdoptionException(
				"%s is not in the schema %s%s. Nothing was adopted".formatted(
						(name != null) ? "The table " + name
								: "A history of "
										+ this.settings.foreignTool().map(ForeignTool::label).orElse("another tool"),
						String.join(", ", this.schemas),
						elsewhere.isEmpty() ? "" : "; there is " + describe(elsewhere)),
				elsewhere.isEmpty()
						? "Name the table with --table SCHEMA.TABLE (tidemark.adoption.table), where it has another name."
						: "Take over that one: adopt %s --table %s.%s".formatted(elsewhere.get(0).tool().word(),
								elsewhere.get(0).schema(), elsewhere.get(0).name()));
	}

	private static String describe(List<ForeignTable> tables) {
		return tables.stream().map(ForeignTable::describe).collect(Collectors.joining(", "));
	}

}
