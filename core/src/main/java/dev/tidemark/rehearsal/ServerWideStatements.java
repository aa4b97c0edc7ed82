package dev.tidemark.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tidemark.plan.MigrationPlan;
import dev.tidemark.plan.PlannedCallback;
import dev.tidemark.plan.PlannedCallbacks;
import dev.tidemark.plan.PlannedStep;
import dev.tidemark.plan.Segment;
import dev.tidemark.sql.SqlStatement;

/**
 * Recognises statements that reach beyond their database, as far as their text tells: on
 * a throw-away database they would change the live one, or what all databases of the
 * server share, or let foreign tables reach another server.
 */
public final class ServerWideStatements {

	/** Does nothing, and keeps its place in the script. */
	static final String NOTHING = "SELECT";

	static final String NOTE = "reaches beyond its database, so it is not run on a throw-away one; what follows may fail for want of it";

	private static final String SHARED = "(ROLE|USER|GROUP|TABLESPACE|DATABASE|SUBSCRIPTION)\\b";

	private static final Pattern DIRECT = pattern("(CREATE|ALTER|DROP)\\s+" + SHARED + "|ALTER\\s+SYSTEM\\b"
			+ "|(COMMENT|SECURITY\\s+LABEL\\b.*?)\\s+ON\\s+" + SHARED
			+ "|(GRANT|REVOKE)\\b.*\\bON\\s+(DATABASE|TABLESPACE|PARAMETER)\\b|(GRANT|REVOKE)\\b(?!.*\\bON\\b)"
			+ "|(REASSIGN|DROP)\\s+OWNED\\b|COPY\\b.*\\b(TO\\s+'|(TO|FROM)\\s+PROGRAM\\b)");

	private static final Pattern CODE = pattern("(DO|CALL|SELECT|WITH)\\b");

	private static final Pattern WITHIN = pattern("\\b(CREATE|ALTER|DROP)\\s+" + SHARED
			+ "|\\b(GRANT|REVOKE)\\s+(?![^;]*\\bON\\b)[\\w$\",%\\s]+\\s(TO|FROM)\\s|\\b(GRANT|REVOKE)\\b[^;]*\\bON\\s+(DATABASE|TABLESPACE|PARAMETER)\\b"
			+ "|\\bALTER\\s+SYSTEM\\b|\\b(REASSIGN|DROP)\\s+OWNED\\b|\\bpg_\\w*replication_slot\\b|\\bpg_reload_conf\\b"
			+ "|\\bpg_(terminate|cancel)_backend\\b|\\bdblink\\w*\\b|\\blo_export\\b|\\bpg_file_\\w+");

	private static final Pattern COMMENT = pattern("/\\*.*?\\*/|--[^\n]*");

	private ServerWideStatements() {
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/**
	 * Tells whether a statement reaches beyond its database.
	 * @param statement the statement
	 * @return whether its text says so
	 */
	public static boolean matches(SqlStatement statement) {
		String text = statement.text();
		return matches(text) || matches(COMMENT.matcher(text).replaceAll(" "));
	}

	private static boolean matches(String text) {
		return DIRECT.matcher(text).lookingAt() || (CODE.matcher(text).lookingAt() && WITHIN.matcher(text).find());
	}

	/**
	 * Leaves such statements out.
	 * @param plan a plan
	 * @return the same plan with a statement in the place of each that does nothing
	 */
	public static MigrationPlan without(MigrationPlan plan) {
		return new MigrationPlan(plan.steps().stream().map(ServerWideStatements::without).toList(),
				new PlannedCallbacks(plan.callbacks()
					.all()
					.stream()
					.map((callback) -> new PlannedCallback(callback.callback(), without(callback.segments())))
					.toList()),
				plan.warnings(), plan.notes(), plan.ignored());
	}

	private static PlannedStep without(PlannedStep step) {
		return new PlannedStep(step.migration(), step.direction(), step.reason(), without(step.segments()), step.done(),
				step.previous(), step.standsFor());
	}

	private static List<Segment> without(List<Segment> segments) {
		List<Segment> kept = new ArrayList<>();
		for (Segment segment : segments) {
			kept.add(new Segment(segment.statements().stream().map(ServerWideStatements::replaced).toList(),
					segment.kind(), segment.opening()));
		}
		return kept;
	}

	private static SqlStatement replaced(SqlStatement statement) {
		return Optional.of(statement)
			.filter(ServerWideStatements::matches)
			.map((found) -> found.withText(NOTHING))
			.orElse(statement);
	}

}
