package dev.tidemark.benchmark.jmh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.Migration;
import dev.tidemark.migration.MigrationCatalog;
import dev.tidemark.migration.MigrationHistory;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.migration.StatementJournal;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.MigrationPlanner;
import dev.tidemark.plan.PlanSettings;
import dev.tidemark.sql.ScriptChecksum;

/**
 * Planning with many small migrations: all of them applied, and all of them pending.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanningBenchmark {

	@Param("10000")
	private int size;

	private MigrationCatalog catalog;

	private List<AppliedMigration> rows;

	/**
	 * Creates the benchmark, without migrations yet.
	 */
	@SuppressWarnings("NullAway.Init")
	public PlanningBenchmark() {
	}

	/**
	 * Makes migrations and a history that has all of them.
	 */
	@Setup(Level.Trial)
	public void prepare() {
		List<Migration> migrations = new ArrayList<>();
		this.rows = new ArrayList<>();
		for (int i = 1; i <= this.size; i++) {
			SqlMigration migration = migration(i);
			migrations.add(migration);
			this.rows.add(applied(i, migration));
		}
		this.catalog = MigrationCatalog.of(migrations);
	}

	private static SqlMigration migration(int number) {
		String name = SmallMigrations.name(number);
		String text = SmallMigrations.script(number);
		return new SqlMigration(MigrationKind.SQL, version(number), "create_bench",
				SqlScript.of(SmallMigrations.FOLDER + "/" + name, text, 1), null, ScriptChecksum.of(text));
	}

	private static Version version(int number) {
		return Version.of("%05d".formatted(number));
	}

	private static AppliedMigration applied(int number, SqlMigration migration) {
		@Nullable String noError = null;
		return new AppliedMigration(number, version(number), migration.name(), migration.script(), migration.kind(),
				migration.checksum(), MigrationState.APPLIED, 3, 3, Instant.EPOCH, 1, "bench", "bench", noError, false,
				StatementJournal.NONE);
	}

	/**
	 * Takes in rows, and finds that there is nothing to do.
	 * @return the plan
	 */
	@Benchmark
	public MigrationPlan nothingToDo() {
		return plan(this.rows);
	}

	/**
	 * Plans everything.
	 * @return the plan
	 */
	@Benchmark
	public MigrationPlan allPending() {
		return plan(List.of());
	}

	private MigrationPlan plan(List<AppliedMigration> applied) {
		MigrationHistory history = this.catalog.align(new MigrationHistory(applied));
		return new MigrationPlanner(PlanSettings.defaults()).up(this.catalog.startingFrom(history), history, Map.of());
	}

}
