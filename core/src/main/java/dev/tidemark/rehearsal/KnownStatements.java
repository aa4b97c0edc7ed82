package dev.tidemark.rehearsal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.SqlStatement;

/**
 * What is known of statements that cannot run in a transaction, which therefore cannot be
 * watched: they have given their locks back when they end. Source: PostgreSQL manual.
 */
final class KnownStatements {

	private static final String NAME = "((?:\"(?:[^\"]|\"\")*\"|[\\w$.])+)";

	private static final String SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE";

	private static final String UNKNOWN = "what it locks is not known";

	private static final List<Kind> KINDS = List.of(
			kind("CREATE (?:UNIQUE )?INDEX CONCURRENTLY .*?\\bON (?:ONLY )?" + NAME, SHARE_UPDATE_EXCLUSIVE,
					Verdict.SAFE,
					"does not block writes; reads the table twice, and waits for transactions that were open before"),
			kind("DROP INDEX CONCURRENTLY (?:IF EXISTS )?" + NAME, SHARE_UPDATE_EXCLUSIVE, Verdict.SAFE,
					"does not block writes; waits for transactions that use the table"),
			kind("REINDEX (?:\\([^)]*\\) )?(?:TABLE|INDEX|SCHEMA|DATABASE|SYSTEM) CONCURRENTLY " + NAME,
					SHARE_UPDATE_EXCLUSIVE, Verdict.SAFE,
					"does not block writes; reads the table twice for each index, and waits for transactions that were open before"),
			kind("REINDEX (?:\\([^)]*\\) )?(?:SCHEMA|DATABASE|SYSTEM) ?" + NAME + "?", null, Verdict.BLOCKS_EVERYTHING,
					"locks one table after the other against writes, and each of its indexes against everything"),
			kind("REINDEX (?:\\([^)]*\\) )?(?:TABLE|INDEX) " + NAME, "SHARE", Verdict.BLOCKS_WRITES,
					"blocks writes while it reads the table, and queries that want to use the index"),
			kind("VACUUM (?:FULL\\b|\\([^)]*\\bFULL\\b[^)]*\\)).*?" + NAME + "$", LockModes.ACCESS_EXCLUSIVE,
					Verdict.BLOCKS_EVERYTHING, "rewrites the table and its indexes"),
			kind("VACUUM (?:\\([^)]*\\) )?(?:(?:FREEZE|VERBOSE|ANALYZE) )*" + NAME, SHARE_UPDATE_EXCLUSIVE,
					Verdict.SAFE, "does not block writes"),
			kind("VACUUM\\b.*", null, Verdict.SAFE, "does not block writes, unless it is a VACUUM FULL"),
			kind("CLUSTER(?: \\([^)]*\\))?(?: VERBOSE)?(?: " + NAME + ")?", LockModes.ACCESS_EXCLUSIVE,
					Verdict.BLOCKS_EVERYTHING, "rewrites the table and its indexes"),
			kind("ALTER TABLE (?:IF EXISTS )?(?:ONLY )?" + NAME + " DETACH PARTITION .*", SHARE_UPDATE_EXCLUSIVE,
					Verdict.BRIEF_LOCK,
					"waits for transactions that use the table; at the end locks the partition against everything for a moment"),
			kind("(?:CREATE|DROP|ALTER) (?:DATABASE|TABLESPACE)\\b.*|ALTER SYSTEM\\b.*|DISCARD ALL", null, Verdict.SAFE,
					"locks no table"),
			kind("CALL refresh_continuous_aggregate.*", null, Verdict.SAFE,
					"does not block writes; writes into the materialized rows"));

	private KnownStatements() {
	}

	/**
	 * Tells what is known of a statement.
	 */
	static Known of(SqlStatement statement) {
		String text = statement.excerpt();
		return KINDS.stream()
			.map((kind) -> kind.match(text))
			.flatMap(Optional::stream)
			.findFirst()
			.orElseGet(() -> new Known(List.of(), Verdict.SAFE, UNKNOWN, null));
	}

	private static Kind kind(String pattern, @Nullable String mode, Verdict verdict, String note) {
		return new Kind(Pattern.compile(pattern.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE), mode, verdict, note);
	}

	/**
	 * What is known.
	 *
	 * @param locks its locks
	 * @param verdict what it means for others
	 * @param note in words
	 * @param blocks what others cannot do meanwhile, or {@code null}
	 */
	record Known(List<TakenLock> locks, Verdict verdict, String note, @Nullable String blocks) {

	}

	/**
	 * A kind of statement.
	 *
	 * @param pattern how it begins, with the relation as its group
	 * @param mode its lock, or {@code null}
	 * @param verdict what it means for others
	 * @param note in words
	 */
	private record Kind(Pattern pattern, @Nullable String mode, Verdict verdict, String note) {

		Optional<Known> match(String text) {
			Matcher matcher = this.pattern.matcher(text);
			if (!matcher.lookingAt()) {
				return Optional.empty();
			}
			String relation = (matcher.groupCount() > 0) ? matcher.group(1) : null;
			if (relation == null || this.mode == null) {
				return Optional.of(new Known(List.of(), this.verdict, this.note, null));
			}
			String blocks = LockModes.blocksReads(this.mode) ? "reads and writes on " + relation
					: LockModes.strong(this.mode) ? "writes on " + relation : null;
			return Optional.of(new Known(List.of(new TakenLock(relation, this.mode, false, true)), this.verdict,
					this.note, blocks));
		}

	}

}
