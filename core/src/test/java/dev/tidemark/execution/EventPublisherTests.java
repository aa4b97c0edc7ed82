package dev.tidemark.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.tidemark.event.MigrationEvent;
import dev.tidemark.event.MigrationEvent.Noted;
import dev.tidemark.event.MigrationEvent.StatementStarted;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.event.StepDescription;

import static org.assertj.core.api.Assertions.assertThat;

class EventPublisherTests {

	private static final StepDescription STEP = new StepDescription("1", "x", "V1__x.sql", "up", "pending", 1, 1);

	private final AtomicInteger made = new AtomicInteger();

	private final List<MigrationEvent> heard = new ArrayList<>();

	@Test
	void makesNoEventOfAStatementForNobody() {
		EventPublisher publisher = new EventPublisher(List.of(new Deaf(this.heard)));
		publisher.publishStatement(this::statement);
		publisher.publish(new Noted("app", "x"));
		assertThat(this.made).hasValue(0);
		assertThat(this.heard).containsExactly(new Noted("app", "x"));
	}

	@Test
	void tellsOthersOfOneEvent() {
		MigrationListener failing = (event) -> {
			throw new IllegalStateException("a listener that fails");
		};
		EventPublisher publisher = new EventPublisher(
				List.of(failing, this.heard::add, new Deaf(this.heard), this.heard::add));
		publisher.publishStatement(this::statement);
		assertThat(this.made).hasValue(1);
		assertThat(this.heard).hasSize(2).allMatch((event) -> event instanceof StatementStarted);
	}

	private StatementStarted statement() {
		this.made.incrementAndGet();
		return new StatementStarted("app", STEP, 1, 1, 1, "SELECT 1");
	}

	/**
	 * Takes no statements.
	 */
	private record Deaf(List<MigrationEvent> heard) implements MigrationListener {

		@Override
		public void onEvent(MigrationEvent event) {
			this.heard.add(event);
		}

		@Override
		public boolean takesStatements() {
			return false;
		}

	}

}
