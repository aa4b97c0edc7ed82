package dev.tidemark.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationEvent.StepStarted;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.StatementObserver;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.rehearsal.KnownStatements.Known;
import dev.tidemark.rehearsal.ObservedTransaction.Look;
import dev.tidemark.sql.SqlStatement;

/**
 * Looks at each statement of a rehearsal between it and the next: what the engine sends,
 * and tells of as events, is brought together here. Used by the migrating thread.
 */
public final class StatementRecorder implements StatementObserver, MigrationListener {

	private final Session session;

	private final LiveSizes sizes;

	private final boolean sameRows;

	private final Map<Integer, List<Recorded>> recorded = new HashMap<>();

	private final Map<Integer, Duration> strongHeld = new HashMap<>();

	private final Deque<StatementStarted> announced = new ArrayDeque<>();

	private final Set<String> sequences = new LinkedHashSet<>();

	private @Nullable RelationCatalog catalog;

	private @Nullable ObservedTransaction transaction;

	private @Nullable StepDescription code;

	private final Set<Integer> codeSteps = new HashSet<>();

	private int step;

	private int attemptStart;

	private long last = System.nanoTime();

	/**
	 * Creates a recorder.
	 * @param session the session that is looked at
	 * @param sizes tells how large the live relations are
	 * @param sameRows whether the database has the rows of the live one
	 */
	public StatementRecorder(Session session, LiveSizes sizes, boolean sameRows) {
		this.session = session;
		this.sizes = sizes;
		this.sameRows = sameRows;
	}

	@Override
	public void onEvent(MigrationEvent event) {
		if (event instanceof StepStarted started) {
			this.step = started.step().number();
			again(started.attempt() > 1);
			if (this.codeSteps.contains(this.step)) {
				this.code = started.step();
			}
		}
		else if (event instanceof StatementStarted started) {
			this.announced.add(started);
			if (started.step().number() == 0) {
				this.step = 0;
			}
		}
	}

	/**
	 * Each transaction of a step is an attempt, and of one that is repeated only the last
	 * counts.
	 */
	private void again(boolean repeated) {
		List<Recorded> statements = this.recorded.computeIfAbsent(this.step, (key) -> new ArrayList<>());
		if (repeated) {
			statements.subList(Math.min(this.attemptStart, statements.size()), statements.size()).clear();
		}
		else {
			this.attemptStart = statements.size();
		}
	}

	/**
	 * Tells what is going to run, so that the code of Java migrations is known, which
	 * nobody announces.
	 * @param plan the plan
	 */
	public void expect(MigrationPlan plan) {
		for (int i = 0; i < plan.steps().size(); i++) {
			if (plan.steps().get(i).isCode()) {
				this.codeSteps.add(i + 1);
			}
		}
	}

	@Override
	public void begin() throws SQLException {
		StepDescription done = this.code;
		ObservedTransaction open = this.transaction;
		if (done != null && open != null) {
			codeEnds(done, open);
		}
	}

	/**
	 * Records what the code of a Java migration has done.
	 */
	private void codeEnds(StepDescription done, ObservedTransaction open) {
		Duration took = Duration.ofNanos(System.nanoTime() - this.last);
		this.code = null;
		Look look = open.look(new StatementTraits("", 0, true, true), "");
		open.passed(took);
		add(done.number(),
				new Recorded(done.script(), 0, 0, "Java code", StatementOutcome.EXECUTED, true, took, -1, look.locks(),
						look.relations(), look.blocks(), look.verdict(),
						"what it does outside of its connection is not undone"));
	}

	@Override
	public boolean looksAt(SqlStatement statement) {
		if (statement.line() == 0) {
			return beginsTransaction(statement) || endsTransaction(statement);
		}
		ObservedTransaction open = this.transaction;
		StatementTraits traits = StatementTraits.of(statement.text(), this.sameRows);
		return open == null || traits.kind().isEmpty() || open.looks(traits.kind()) < traits.looks();
	}

	private static boolean beginsTransaction(SqlStatement statement) {
		return statement.text().startsWith("BEGIN") || statement.text().startsWith("START");
	}

	private static boolean endsTransaction(SqlStatement statement) {
		return statement.text().equals("COMMIT") || statement.text().equals("ROLLBACK");
	}

	@Override
	public void executed(SqlStatement statement, long rows, Duration took) throws SQLException {
		this.last = System.nanoTime();
		if (statement.line() == 0) {
			own(statement, took);
			return;
		}
		StatementStarted started = announced(statement);
		if (started == null) {
			return;
		}
		int number = numberOf(started);
		ObservedTransaction open = this.transaction;
		if (open != null) {
			add(number, inTransaction(open, started, statement, rows, took));
		}
		else {
			add(number, alone(started, statement, took));
		}
	}

	private void own(SqlStatement statement, Duration took) {
		if (beginsTransaction(statement)) {
			begins();
		}
		ObservedTransaction open = this.transaction;
		if (open != null) {
			open.passed(took);
			if (endsTransaction(statement)) {
				ends();
			}
		}
	}

	/**
	 * Says that a transaction has begun.
	 */
	void begins() {
		this.transaction = new ObservedTransaction(catalog(), this.sizes);
	}

	/**
	 * Says that a transaction ends, or that one would end here.
	 */
	void ends() {
		ObservedTransaction open = this.transaction;
		if (open != null) {
			this.strongHeld.merge(this.step, open.strongHeld(),
					(one, other) -> (one.compareTo(other) > 0) ? one : other);
			this.transaction = null;
		}
	}

	private RelationCatalog catalog() {
		RelationCatalog known = this.catalog;
		if (known == null) {
			known = new RelationCatalog(this.session);
			this.catalog = known;
		}
		return known;
	}

	private static int numberOf(StatementStarted started) {
		return started.step().number();
	}

	private @Nullable StatementStarted announced(SqlStatement statement) {
		StatementStarted started = this.announced.poll();
		while (started != null && started.line() != statement.line()) {
			started = this.announced.poll();
		}
		return started;
	}

	private Recorded inTransaction(ObservedTransaction open, StatementStarted started, SqlStatement statement,
			long rows, Duration took) {
		StatementTraits traits = StatementTraits.of(statement.text(), this.sameRows);
		boolean looked = traits.kind().isEmpty() || open.looked(traits.kind()) < traits.looks();
		Look look = looked ? open.look(traits, statement.text()) : Look.NOTHING;
		open.passed(took);
		return new Recorded(started.step().script(), started.number(), started.line(), started.statement(),
				StatementOutcome.EXECUTED, true, took, writes(statement) ? rows : -1, look.locks(), look.relations(),
				look.blocks(), look.verdict(), null);
	}

	private static boolean writes(SqlStatement statement) {
		return !StatementTraits.of(statement.text(), true).kind().isEmpty()
				|| statement.text().regionMatches(true, 0, "CREATE TABLE", 0, 12);
	}

	/**
	 * Its locks are gone; what it has written anew can be seen.
	 */
	private Recorded alone(StatementStarted started, SqlStatement statement, Duration took) {
		Known known = KnownStatements.of(statement);
		RelationCatalog relations = catalog();
		List<SeenRelation> anew = relations.all()
			.stream()
			.filter((seen) -> relations.rewritten(seen) && relations.existed(seen))
			.toList();
		this.sizes.find(anew.stream().map(SeenRelation::name).toList());
		List<ConcernedRelation> concerned = anew.stream().map((seen) -> {
			LiveSizes.Size size = this.sizes.of(seen.name());
			return new ConcernedRelation(seen.name(), seen.kindWord(), true, false, size.bytes(), size.rows());
		}).toList();
		return new Recorded(started.step().script(), started.number(), started.line(), started.statement(),
				StatementOutcome.EXECUTED, false, took, -1, known.locks(), concerned, known.blocks(), known.verdict(),
				"runs outside a transaction: " + known.note());
	}

	@Override
	public void failed(SqlStatement statement, Duration took) {
		StatementStarted started = (statement.line() > 0) ? announced(statement) : null;
		if (started != null) {
			add(numberOf(started),
					new Recorded(started.step().script(), started.number(), started.line(), started.statement(),
							StatementOutcome.FAILED, this.transaction != null, took, -1, List.of(), List.of(), null,
							Verdict.SAFE, null));
		}
		this.announced.clear();
		ends();
	}

	/**
	 * Records a statement that is left out, since it cannot run in a transaction.
	 */
	void omitted(StepDescription description, int number, SqlStatement statement) {
		Known known = KnownStatements.of(statement);
		this.sizes.find(known.locks().stream().map(TakenLock::relation).toList());
		add(description.number(),
				new Recorded(description.script(), number, statement.line(), statement.excerpt(),
						StatementOutcome.OMITTED, false, Duration.ZERO, -1, known.locks(), List.of(), known.blocks(),
						known.verdict(),
						"cannot run in a transaction, so it was left out, and what follows may fail for want of it: "
								+ known.note()));
	}

	/**
	 * Takes back the failure of a statement that the server refused in a transaction.
	 */
	void refused(StepDescription description, int number, SqlStatement statement) {
		List<Recorded> statements = this.recorded.getOrDefault(description.number(), List.of());
		if (!statements.isEmpty()) {
			statements.remove(statements.size() - 1);
		}
		begins();
		omitted(description, number, statement);
	}

	void add(int number, Recorded statement) {
		this.recorded.computeIfAbsent(number, (key) -> new ArrayList<>()).add(statement);
	}

	void rememberSequences() {
		ObservedTransaction open = this.transaction;
		if (open != null) {
			this.sequences.addAll(open.sequences());
		}
	}

	Set<String> sequences() {
		return this.sequences;
	}

	List<Recorded> of(int number) {
		return this.recorded.getOrDefault(number, List.of());
	}

	Duration strongHeld(int number) {
		return this.strongHeld.getOrDefault(number, Duration.ZERO);
	}

}
