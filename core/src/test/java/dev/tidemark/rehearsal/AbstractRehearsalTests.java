package dev.tidemark.rehearsal;

import java.util.List;

import dev.tidemark.AbstractMigratorTests;
import dev.tidemark.RehearsalRequest;

/**
 * A test that rehearses.
 */
abstract class AbstractRehearsalTests extends AbstractMigratorTests {

	final RehearsalReport onCopy() {
		return migrator().rehearse(RehearsalRequest.onCopy());
	}

	final RehearsalReport live() {
		return migrator().rehearse(RehearsalRequest.live());
	}

	/**
	 * Rehearses one script after another has run.
	 */
	final RehearsalReport rehearse(boolean live, String before, String script) {
		write("001_before.sql", before);
		migrate();
		write("002_script.sql", script);
		return live ? live() : onCopy();
	}

	static List<RehearsedStatement> statements(RehearsalReport report) {
		return report.steps().stream().flatMap((step) -> step.statements().stream()).toList();
	}

	static RehearsedStatement last(RehearsalReport report) {
		List<RehearsedStatement> all = statements(report);
		return all.get(all.size() - 1);
	}

	final List<String> throwaways() {
		return values("SELECT datname FROM pg_database WHERE datname LIKE 'tidemark_rehearsal%'");
	}

}
