package dev.tidemark.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedStep;

/**
 * A plan as JSON.
 */
final class PlanJson {

	private PlanJson() {
	}

	static String text(String name, MigrationPlan plan, boolean sql) {
		Map<String, Object> database = new LinkedHashMap<>();
		database.put("steps", plan.steps().stream().map((step) -> step(step, sql)).toList());
		database.put("warnings", plan.warnings());
		return StatusJson.write(name, database);
	}

	private static Map<String, Object> step(PlannedStep step, boolean sql) {
		Map<String, Object> shown = new LinkedHashMap<>();
		StatusJson.put(shown, "version", step.migration().version());
		shown.put("name", step.migration().name());
		shown.put("script", step.migration().script());
		shown.put("kind", step.migration().kind().word());
		shown.put("direction", step.direction().word());
		shown.put("reason", step.reason().words());
		shown.put("transactional", step.transactional());
		shown.put("statementsDone", step.statementsDone());
		shown.put("statementsTotal", step.statementsTotal());
		if (sql) {
			shown.put("statements",
					step.segments()
						.stream()
						.flatMap((segment) -> segment.statements().stream())
						.map(PlanText::sql)
						.toList());
		}
		return shown;
	}

}
