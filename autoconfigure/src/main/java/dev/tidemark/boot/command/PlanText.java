package dev.tidemark.boot.command;

import java.util.List;

import dev.tidemark.boot.command.Terminal.Colour;
import dev.tidemark.boot.command.TextTable.Cell;
import dev.tidemark.plan.Direction;
import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlStatement;

/**
 * A plan for people.
 */
final class PlanText {

	private PlanText() {
	}

	static String of(String database, MigrationPlan plan, Terminal terminal) {
		StringBuilder text = new StringBuilder();
		if (plan.isEmpty()) {
			text.append("Database '%s': nothing to do%n".formatted(database));
		}
		else {
			text.append("Database '%s': %d to %s, in this order%n%n".formatted(database, plan.steps().size(),
					undoes(plan) ? "undo" : "apply"));
			text.append(steps(plan).render(terminal));
		}
		plan.warnings()
			.forEach((warning) -> text.append("%n%s %s%n".formatted(terminal.in(Colour.YELLOW, "warning:"), warning)));
		return text.toString();
	}

	private static boolean undoes(MigrationPlan plan) {
		return plan.steps().get(0).direction() == Direction.DOWN;
	}

	private static TextTable steps(MigrationPlan plan) {
		TextTable table = new TextTable("VERSION", "NAME", "WHY", "STATEMENTS", "RUNS", "SCRIPT");
		for (PlannedStep step : plan.steps()) {
			table.add(List.of(StatusText.plain(version(step)), StatusText.plain(step.migration().name()),
					new Cell(step.reason().words(), Colour.YELLOW), StatusText.plain(statements(step)),
					StatusText.plain(how(step)), StatusText.plain(step.location())));
		}
		return table;
	}

	private static String version(PlannedStep step) {
		return (step.migration().version() != null) ? step.migration().version().toString()
				: step.migration().kind().word();
	}

	private static String statements(PlannedStep step) {
		if (step.isCode()) {
			return "Java";
		}
		return (step.statementsDone() == 0) ? String.valueOf(step.statementsTotal())
				: "%d of %d".formatted(step.statementsTotal() - step.statementsDone(), step.statementsTotal());
	}

	static String how(PlannedStep step) {
		return step.transactional() ? "in one transaction" : "in parts";
	}

	static String sql(MigrationPlan plan) {
		StringBuilder text = new StringBuilder();
		for (PlannedStep step : plan.steps()) {
			text.append(
					"%n-- %s: %s (%s)%n".formatted(step.migration().label(), step.location(), step.reason().words()));
			for (Segment segment : step.segments()) {
				if (!segment.transactional()) {
					text.append("-- outside a transaction:%n".formatted());
				}
				segment.statements().forEach((statement) -> text.append(sql(statement)).append(System.lineSeparator()));
			}
		}
		return text.toString();
	}

	static String sql(SqlStatement statement) {
		return Redaction.ofScript(statement.text()).strip() + ";";
	}

}
