package dev.tidemark.lock;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;

import dev.tidemark.OtherSession;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random steps of several processes, one after the other, against a model that knows who
 * holds the lock.
 */
@PostgresTest
class LockModelFuzzTests {

	private static final int CONTENDERS = 4;

	private static final int SECONDS = 2;

	/** Long enough that a lease runs out only where a step says so. */
	private static final Duration EXPIRY = Duration.ofMinutes(10);

	private static final String SCHEMA = """
			CREATE TABLE ledger (entry text);
			CREATE TABLE slow (id bigint);
			CREATE FUNCTION pass_the_gate() RETURNS trigger LANGUAGE plpgsql AS
			  $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END $$;
			CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED
			  FOR EACH ROW EXECUTE FUNCTION pass_the_gate();
			""";

	private static final String COMMITTING = """
			SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory')
			       AND (SELECT expires_at <= clock_timestamp() FROM fuzzed_lock)
			""";

	private TestDatabase database;

	private final List<String> steps = new ArrayList<>();

	private final List<Contender> contenders = new ArrayList<>();

	private @Nullable Contender holder;

	/** The holder's lease has run out, and nobody has taken it over. */
	private boolean expired;

	private int committed;

	@ParameterizedTest
	@EnumSource(Mix.class)
	void agreesWithTheModel(Mix mix) {
		long seed = FuzzSettings.seed("agreesWithTheModel " + mix);
		Random random = new Random(seed);
		this.database.execute(SCHEMA);
		for (int i = 0; i < CONTENDERS; i++) {
			this.contenders.add(new Contender(this.database, i, mix.strategy(i), EXPIRY, this.database.dataSource()));
		}
		long deadline = FuzzSettings.deadline(SECONDS);
		try {
			while (System.nanoTime() < deadline) {
				step(random, this.contenders.get(random.nextInt(CONTENDERS)));
			}
		}
		catch (AssertionError | DataAccessException | SQLException ex) {
			List<String> last = this.steps.subList(Math.max(0, this.steps.size() - 30), this.steps.size());
			throw new AssertionError("seed %d, after %d steps, the last being%n%s".formatted(seed, this.steps.size(),
					String.join("\n", last)), ex);
		}
		finally {
			this.contenders.forEach(Contender::close);
		}
		System.out.printf("%s: %d steps, %d commits%n", mix, this.steps.size(), this.committed);
		assertThat(this.committed).as("commits").isPositive();
	}

	private void step(Random random, Contender contender) throws SQLException {
		switch (random.nextInt(10)) {
			case 0, 1, 2 -> tryLock(contender);
			case 3 -> release(contender);
			case 4, 5 -> transaction(contender, random);
			case 6 -> check(contender);
			case 7 -> expire();
			case 8 -> commitSlowly(contender);
			default -> {
				if (random.nextInt(4) == 0) {
					kill(contender);
				}
			}
		}
	}

	private void tryLock(Contender contender) {
		if (contender.hasTaken()) {
			return;
		}
		boolean free = this.holder == null || this.expired;
		boolean taken = contender.tryLock();
		this.steps.add("%s tries: %s".formatted(contender, taken));
		assertThat(taken).as("%s takes the lock", contender).isEqualTo(free);
		if (taken) {
			this.holder = contender;
			this.expired = false;
		}
	}

	private void release(Contender contender) {
		this.steps.add(contender + " releases");
		contender.release();
		if (this.holder == contender) {
			this.holder = null;
			this.expired = false;
		}
	}

	/**
	 * A transaction, within which somebody else tries to get in at each point.
	 */
	private void transaction(Contender contender, Random random) throws SQLException {
		if (!contender.hasTaken()) {
			return;
		}
		boolean mayCommit = this.holder == contender && !this.expired;
		Contender other = this.contenders.get(random.nextInt(CONTENDERS));
		this.steps.add("%s writes, and %s tries".formatted(contender, other));
		try {
			contender.begin();
			if (mayCommit) {
				tryLock(other);
			}
			contender.fence();
			tryLock(other);
			contender.commit();
		}
		catch (SQLException ex) {
			contender.rollback();
			this.steps.add("… and fails: " + ex.getMessage());
			assertThat(mayCommit).as("%s may commit, and fails", contender).isFalse();
			return;
		}
		assertThat(mayCommit).as("%s commits without the lock", contender).isTrue();
		this.committed++;
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM ledger").query(Integer.class).single())
			.isEqualTo(this.committed);
	}

	/**
	 * A COMMIT that takes longer than the lease was good for when it began.
	 */
	private void commitSlowly(Contender contender) throws SQLException {
		if (this.holder != contender || this.expired || !contender.usesLease()) {
			return;
		}
		this.steps.add(contender + " commits slowly");
		contender.begin();
		contender.execute("INSERT INTO slow VALUES (1)");
		this.database.execute("UPDATE fuzzed_lock SET expires_at = clock_timestamp() + interval '100 ms'");
		try {
			contender.fence();
		}
		catch (SQLException ex) {
			this.steps.add("… and was too slow for that on a busy machine");
			contender.rollback();
			this.expired = true;
			return;
		}
		try (OtherSession gate = OtherSession.open(this.database, "gate").execute("SELECT pg_advisory_lock(7)")) {
			FutureTask<Boolean> commit = new FutureTask<>(() -> {
				contender.commit();
				return true;
			});
			new Thread(commit).start();
			await().until(() -> this.database.jdbc().sql(COMMITTING).query(Boolean.class).single());
			this.contenders.stream().filter((other) -> other != contender).forEach(this::tryLock);
			gate.execute("SELECT pg_advisory_unlock(7)");
			assertThat(commit).succeedsWithin(Duration.ofSeconds(10));
		}
		this.committed++;
	}

	private void check(Contender contender) {
		boolean holds = this.holder == contender && !this.expired;
		this.steps.add("%s asks whether it holds the lock".formatted(contender));
		assertThat(contender.isHeld()).as("%s holds the lock", contender).isEqualTo(holds);
	}

	private void expire() {
		if (this.holder != null && this.holder.usesLease() && !this.expired) {
			this.steps.add("the lease of %s runs out".formatted(this.holder));
			this.database.execute("UPDATE fuzzed_lock SET expires_at = clock_timestamp()");
			this.expired = true;
		}
	}

	/**
	 * Its lock goes with an advisory lock's session; a lease is released by whoever
	 * notices that it cannot go on.
	 */
	private void kill(Contender contender) {
		this.steps.add("%s dies and begins again".formatted(contender));
		contender.kill();
		contender.restart();
		if (this.holder == contender) {
			this.holder = null;
			this.expired = false;
		}
	}

	/**
	 * Who uses which strategy.
	 */
	enum Mix {

		ADVISORY, LEASE, BOTH;

		LockStrategy strategy(int contender) {
			return switch (this) {
				case ADVISORY -> LockStrategy.ADVISORY;
				case LEASE -> LockStrategy.LEASE;
				case BOTH -> (contender % 2 == 0) ? LockStrategy.ADVISORY : LockStrategy.LEASE;
			};
		}

	}

}
