package dev.tidemark.test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.tidemark.MigrationInfo;
import dev.tidemark.MigrationStatus;
import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.migration.MigrationException;
import dev.tidemark.plan.PlannedStep;

/**
 * Proves that migrations go up, down and up again: that each undo brings back the schema
 * that was there before its migration, and that everything can be applied once more.
 *
 * <pre class="code">
 * MigrationTester.of(migrator, dataSource)
 *     .withData("001", "INSERT INTO users (name) VALUES ('Ada')")
 *     .upDownUp();
 * </pre>
 *
 * Much goes up and down while tables are empty that fails where there are rows: a column
 * that is NOT NULL without a default, a constraint that old rows break. So give it some.
 *
 * The schema is read from the catalog: schemas, extensions, tables, columns with types,
 * defaults and NOT NULL, constraints, indexes, sequences, views, functions, triggers,
 * types, policies, grants, comments and more. The history table is left out, and so are
 * rows and the order of columns, which no undo can bring back.
 * <p>
 * Meant for a database of the test's own: rows in the tables that the migrations create
 * are lost. The test's user should be able to run the migrations. Not thread-safe.
 */
public final class MigrationTester {

	private final Migrator migrator;

	private final DataSource dataSource;

	private final @Nullable String oldest;

	private final List<TestData> data;

	private MigrationTester(Migrator migrator, DataSource dataSource, @Nullable String oldest, List<TestData> data) {
		this.migrator = migrator;
		this.dataSource = dataSource;
		this.oldest = oldest;
		this.data = List.copyOf(data);
	}

	/**
	 * Creates a tester.
	 * @param migrator runs the migrations; its own listeners are not told
	 * @param dataSource gives connections to the same database
	 * @return the tester
	 */
	public static MigrationTester of(Migrator migrator, DataSource dataSource) {
		return new MigrationTester(migrator, dataSource, null, List.of());
	}

	/**
	 * Returns a tester that undoes no further than a given migration, for sets in which
	 * an older one cannot be undone.
	 * @param versionOrName the oldest migration to undo: its version, or for a repeatable
	 * one its name
	 * @return a copy
	 */
	public MigrationTester downTo(String versionOrName) {
		return new MigrationTester(this.migrator, this.dataSource, versionOrName, this.data);
	}

	/**
	 * Returns a tester that puts rows into the tables, each time when a given migration
	 * has been applied: on the first way up, and on the second. Those that follow, and
	 * the undoing of all, find the rows then.
	 * @param versionOrName the migration: its version, or for a repeatable one its name
	 * @param sql one or more statements, in a transaction of their own; several for one
	 * migration are executed in the order in which they were given
	 * @return a copy
	 */
	public MigrationTester withData(String versionOrName, String sql) {
		List<TestData> more = new ArrayList<>(this.data);
		more.add(new TestData(versionOrName, sql));
		return new MigrationTester(this.migrator, this.dataSource, this.oldest, more);
	}

	/**
	 * Applies what is pending, undoes one migration after the other, newest first, and
	 * applies them again. The schema is compared after every step with what it was when
	 * the same migrations were applied before. Where migrations are applied already, the
	 * first comparison for them is on the second way up, and so is the first of their
	 * data.
	 * <p>
	 * A fresh database does not begin from a snapshot of the schema, unless the files of
	 * some migrations are gone for which it stands; then those above it are walked.
	 * <p>
	 * A migration that cannot be undone fails the test before anything is run, unless
	 * {@link #downTo} ends the walk above it: what is below it could not be proven.
	 * @return the scripts that were undone and applied again: file or class names, in the
	 * order in which they were undone
	 * @throws AssertionError if a step fails or leaves another schema; the message names
	 * the migration and shows the difference line by line
	 * @throws IllegalArgumentException if there is no migration to go down to, or to put
	 * data in after
	 */
	public List<String> upDownUp() {
		MigrationStatus status = this.migrator.status();
		MigrationInfo last = check(status);
		this.data.forEach((rows) -> find(status, rows.versionOrName(), "to put data in after"));
		SchemaWalk walk = new SchemaWalk(begun(), this.dataSource, this.data);
		walk.up();
		List<String> undone = walk.down(last);
		walk.upAgain();
		return undone;
	}

	/**
	 * Lets every migration run that has a file: what a snapshot stands for would be
	 * applied without being seen. Where some have no file any more, the walk begins above
	 * the snapshot.
	 */
	private Migrator begun() {
		MigratorSettings settings = this.migrator.settings();
		for (PlannedStep step : planned()) {
			if (step.standsFor().stream().anyMatch((part) -> part.migration() == null)) {
				this.migrator.withSettings(settings.withTarget(step.migration().version())).migrate();
			}
			else if (!step.standsFor().isEmpty()) {
				return this.migrator.withSettings(settings.withBaseline(settings.baseline().withoutSnapshot()));
			}
		}
		return this.migrator;
	}

	private List<PlannedStep> planned() {
		try {
			return this.migrator.plan().steps();
		}
		catch (MigrationException ex) {
			// told by the walk, which fails of it
			return List.of();
		}
	}

	/**
	 * Returns the migration that is to be undone last.
	 */
	private MigrationInfo check(MigrationStatus status) {
		List<MigrationInfo> all = status.migrations();
		if (all.isEmpty()) {
			throw new AssertionError("There are no migrations in %s: nothing is proven"
				.formatted(String.join(", ", this.migrator.settings().locations())));
		}
		MigrationInfo last = (this.oldest != null) ? find(status, this.oldest, "to go down to") : all.get(0);
		List<MigrationInfo> walked = all.subList(all.indexOf(last), all.size());
		if (!walked.stream().allMatch(MigrationInfo::reversible)) {
			throw new AssertionError(irreversible(walked));
		}
		return last;
	}

	private static MigrationInfo find(MigrationStatus status, String versionOrName, String what) {
		return status.find(versionOrName)
			.orElseThrow(() -> new IllegalArgumentException("There is no migration '%s' %s; there are %s"
				.formatted(versionOrName, what, scripts(status.migrations()))));
	}

	private static String irreversible(List<MigrationInfo> walked) {
		List<MigrationInfo> irreversible = walked.stream().filter((info) -> !info.reversible()).toList();
		int above = walked.indexOf(irreversible.get(irreversible.size() - 1)) + 1;
		String way = (above < walked.size())
				? ", or prove only those above: downTo(\"%s\")".formatted(versionOrName(walked.get(above))) : "";
		return "These migrations cannot be undone: %s. Nothing was run. Give them a down part%s"
			.formatted(scripts(irreversible), way);
	}

	private static String scripts(List<MigrationInfo> migrations) {
		return migrations.stream().map(MigrationInfo::script).collect(Collectors.joining(", "));
	}

	private static String versionOrName(MigrationInfo info) {
		return (info.version() != null) ? info.version() : info.name();
	}

}
