package dev.tidemark;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.Warned;
import dev.tidemark.execution.EventPublisher;
import dev.tidemark.history.HistoryStatements;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.history.HistoryUpgrade;
import dev.tidemark.migration.MigrationCatalog;

/**
 * The history under the migration lock: it is created with what it begins with where
 * there is none, brought up to date where an older release has made it, and read.
 */
final class LockedHistory {

	private final MigratorSettings settings;

	private final MigrationCatalog catalog;

	private final EventPublisher events;

	private final Adoptions adoptions;

	private final DatabaseStart start;

	private Consumer<Recorded> check = (recorded) -> {
	};

	private boolean adopting;

	private boolean begun;

	private @Nullable AdoptionReport adopted;

	LockedHistory(MigratorSettings settings, MigrationCatalog catalog, EventPublisher events, Adoptions adoptions,
			DatabaseStart start) {
		this.settings = settings;
		this.catalog = catalog;
		this.events = events;
		this.adoptions = adoptions;
		this.start = start;
		this.adopting = settings.adoption().enabled();
	}

	/**
	 * Takes nothing over from another tool, whatever the settings say.
	 */
	void withoutAdoption() {
		this.adopting = false;
	}

	/**
	 * Tells whether the history was begun when it was read, and not before.
	 */
	boolean begun() {
		return this.begun;
	}

	/**
	 * Looks at what will be recorded before a history is created.
	 * @param other throws what keeps the run from beginning
	 */
	void checking(Consumer<Recorded> other) {
		this.check = other;
	}

	/**
	 * Returns what was taken over from another tool when it was read, if anything.
	 */
	Optional<AdoptionReport> adopted() {
		return Optional.ofNullable(this.adopted);
	}

	/**
	 * Reads what is recorded, after the history was created or brought up to date.
	 * @param before the open database, as it was before the lock was held
	 * @param reading reads it
	 * @param writing writes under the lock
	 * @return what is recorded
	 */
	Recorded read(OpenDatabase before, Recorded.Reading reading, LockedWriting writing) throws SQLException {
		OpenDatabase open = before.probedAgain(this.settings);
		HistoryTable table = open.table();
		OpenDatabase current = open.withTable(new HistoryTable(table.schema(), table.name(), true));
		if (table.exists()) {
			if (table.outdated()) {
				writing.write(open, HistoryUpgrade.statements(table));
			}
			Recorded recorded = reading.read(current, this.catalog);
			boolean settled = !this.adopting || !recorded.history().rows().isEmpty();
			return settled ? resumed(recorded) : beginning(open, current, "", reading, writing);
		}
		boolean createSchema = this.settings.history().schema() != null;
		return beginning(open, current, new HistoryStatements(table).create(createSchema), reading, writing);
	}

	/**
	 * Begins a history, with what is taken over from another tool in the same
	 * transaction.
	 */
	private Recorded beginning(OpenDatabase open, OpenDatabase current, String create, Recorded.Reading reading,
			LockedWriting writing) throws SQLException {
		Optional<Adoptions.Begun> adoption = this.adopting ? this.adoptions.begin(current) : Optional.empty();
		if (adoption.isEmpty()) {
			return create.isEmpty() ? resumed(Recorded.nothing(current, this.catalog))
					: beginning(this.start.begin(open, this.catalog), current, create, reading, writing);
		}
		try (Adoptions.Begun begun = adoption.get()) {
			String statements = create + String.join(";", begun.statements());
			if (!statements.isEmpty()) {
				writing.write(current, statements);
			}
			this.adopted = begun.report();
		}
		this.events.publish(new Noted(this.settings.database(), this.adopted.text()));
		return reading.read(current, this.catalog);
	}

	private Recorded beginning(HistoryBeginning beginning, OpenDatabase current, String create,
			Recorded.Reading reading, LockedWriting writing) throws SQLException {
		this.check.accept(beginning.foreseen(current));
		String rows = beginning.rows().isEmpty() ? ""
				: new HistoryStatements(current.table()).insertApplied(beginning.rows());
		writing.write(current, create + rows);
		this.begun = true;
		this.events.publish(new Noted(this.settings.database(), beginning.text()));
		beginning.warnings().forEach((warning) -> this.events.publish(new Warned(this.settings.database(), warning)));
		return beginning.rows().isEmpty() ? Recorded.nothing(current, beginning.catalog())
				: reading.read(current, beginning.catalog());
	}

	private Recorded resumed(Recorded recorded) {
		if (!recorded.history().isUnbegun()) {
			return recorded;
		}
		this.start.notFollowed(recorded.database())
			.ifPresent((warning) -> this.events.publish(new Warned(this.settings.database(), warning)));
		return recorded.startingFrom(this.start.resume(recorded.database(), this.catalog));
	}

}
