package dev.tidemark.boot.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.tidemark.migration.MigrationFailure;
import dev.tidemark.rehearsal.ConcernedRelation;
import dev.tidemark.rehearsal.RehearsalReport;
import dev.tidemark.rehearsal.RehearsedStatement;
import dev.tidemark.rehearsal.RehearsedStep;
import dev.tidemark.rehearsal.TakenLock;

/**
 * What a rehearsal found out, as JSON.
 */
final class RehearsalJson {

	private RehearsalJson() {
	}

	static String text(RehearsalReport report) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("live", report.live());
		shown.put("basis", report.basis());
		shown.put("verdict", word(report.worst()));
		shown.put("tookMs", report.took().toMillis());
		shown.put("steps", report.steps().stream().map(RehearsalJson::step).toList());
		shown.put("notes", report.notes());
		MigrationFailure failure = report.failure();
		StatusJson.put(shown, "failure", (failure != null) ? failure.summary() : null);
		return StatusJson.write(report.database(), shown);
	}

	private static Map<String, Object> step(RehearsedStep step) {
		Map<String, Object> shown = new LinkedHashMap<>();
		StatusJson.put(shown, "version", step.version());
		shown.put("label", step.label());
		shown.put("script", step.script());
		shown.put("direction", step.direction());
		shown.put("reason", step.reason());
		shown.put("verdict", word(step.worst()));
		shown.put("tookMs", step.took().toMillis());
		shown.put("strongLocksHeldMs", step.strongLocksHeld().toMillis());
		shown.put("statements", step.statements().stream().map(RehearsalJson::statement).toList());
		return shown;
	}

	private static Map<String, Object> statement(RehearsedStatement statement) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("script", statement.script());
		shown.put("line", statement.line());
		shown.put("statement", statement.statement());
		shown.put("outcome", word(statement.outcome()));
		shown.put("transactional", statement.transactional());
		shown.put("tookMs", statement.took().toMillis());
		shown.put("rows", statement.rows());
		shown.put("verdict", word(statement.verdict()));
		StatusJson.put(shown, "blocks", statement.blocks());
		shown.put("locks", statement.locks().stream().map(RehearsalJson::lock).toList());
		shown.put("relations", statement.relations().stream().map(RehearsalJson::relation).toList());
		StatusJson.put(shown, "note", statement.note());
		return shown;
	}

	private static Map<String, Object> lock(TakenLock lock) {
		return Map.of("relation", lock.relation(), "mode", lock.mode(), "known", lock.known());
	}

	private static Map<String, Object> relation(ConcernedRelation relation) {
		return Map.of("relation", relation.relation(), "kind", relation.kind(), "rewritten", relation.rewritten(),
				"scanned", relation.scanned(), "liveBytes", relation.liveBytes(), "liveRows", relation.liveRows());
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
