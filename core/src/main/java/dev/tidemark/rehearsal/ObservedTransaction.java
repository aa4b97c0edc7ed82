package dev.tidemark.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction has locked so far, and for how long it has kept others waiting.
 */
final class ObservedTransaction {

	private final RelationCatalog catalog;

	private final LiveSizes sizes;

	private final Map<Long, Long> scans;

	private final Map<Long, Set<String>> earlier = new HashMap<>();

	private final Map<Long, Set<String>> held = new LinkedHashMap<>();

	private final Map<Long, SeenRelation> strong = new LinkedHashMap<>();

	private final Map<String, Integer> looks = new HashMap<>();

	private Duration strongHeld = Duration.ZERO;

	ObservedTransaction(RelationCatalog catalog, LiveSizes sizes) {
		this.catalog = catalog;
		this.sizes = sizes;
		this.scans = catalog.scans();
		catalog.locked().forEach((seen) -> this.earlier.put(seen.oid(), Set.copyOf(seen.modes())));
	}

	/**
	 * Counts how often a kind of statement was looked at.
	 * @return how often before
	 */
	int looked(String kind) {
		return this.looks.merge(kind, 1, Integer::sum) - 1;
	}

	/**
	 * Tells how often a kind of statement was looked at.
	 */
	int looks(String kind) {
		return this.looks.getOrDefault(kind, 0);
	}

	Duration strongHeld() {
		return this.strongHeld;
	}

	/**
	 * Counts the time of what was executed while a strong lock was held.
	 */
	void passed(Duration took) {
		if (!this.strong.isEmpty()) {
			this.strongHeld = this.strongHeld.plus(took);
		}
	}

	/**
	 * Looks at what the last statement has done.
	 * @param traits what its text says about looking
	 * @param sql its text
	 */
	Look look(StatementTraits traits, String sql) {
		List<TakenLock> taken = new ArrayList<>();
		List<SeenRelation> concerned = new ArrayList<>();
		Set<Long> rewritten = new HashSet<>();
		Set<Long> scanned = new HashSet<>();
		Set<Long> newlyStrong = new LinkedHashSet<>();
		for (SeenRelation seen : this.catalog.locked()) {
			boolean existed = this.catalog.existed(seen);
			for (String mode : newModes(seen, sql)) {
				taken.add(new TakenLock(seen.name(), mode, !existed, false));
				if (existed && LockModes.strong(mode)) {
					this.strong.put(seen.oid(), seen);
					newlyStrong.add(seen.oid());
				}
			}
			boolean anew = this.catalog.rewritten(seen) && traits.mayRewrite();
			boolean read = readAll(seen) && traits.scansCount();
			if (existed) {
				addIf(anew, rewritten, seen);
				addIf(read, scanned, seen);
				if (anew || read || (newlyStrong.contains(seen.oid()) && seen.queried())) {
					concerned.add(seen);
				}
			}
		}
		boolean work = !rewritten.isEmpty() || !scanned.isEmpty();
		return new Look(taken, relations(concerned, rewritten, scanned),
				blocks(work ? this.strong.keySet() : newlyStrong), verdict(work, newlyStrong));
	}

	private static void addIf(boolean condition, Set<Long> set, SeenRelation seen) {
		if (condition) {
			set.add(seen.oid());
		}
	}

	/**
	 * On the live database all migrations are one transaction: a lock that an earlier one
	 * took cannot be seen to be taken again, so the text decides.
	 */
	private List<String> newModes(SeenRelation seen, String sql) {
		Set<String> known = this.held.computeIfAbsent(seen.oid(), (oid) -> new HashSet<>());
		Set<String> before = this.earlier.getOrDefault(seen.oid(), Set.of());
		return seen.modes()
			.stream()
			.filter((mode) -> !before.contains(mode) || seen.namedIn(sql))
			.filter(known::add)
			.sorted(Comparator.comparing(LockModes::strong).reversed())
			.toList();
	}

	private boolean readAll(SeenRelation seen) {
		Long before = this.scans.put(seen.oid(), seen.scans());
		return seen.scans() > ((before != null) ? before : 0) && "rm".contains(seen.kind());
	}

	private List<ConcernedRelation> relations(List<SeenRelation> concerned, Set<Long> rewritten, Set<Long> scanned) {
		this.sizes.find(concerned.stream().map(SeenRelation::name).toList());
		return concerned.stream().map((seen) -> {
			LiveSizes.Size size = this.sizes.of(seen.name());
			return new ConcernedRelation(seen.name(), seen.kindWord(), rewritten.contains(seen.oid()),
					scanned.contains(seen.oid()), size.bytes(), size.rows());
		}).toList();
	}

	/**
	 * What a statement works through takes as long as there are rows; all strong locks
	 * are held meanwhile, also those of statements before it.
	 */
	private Verdict verdict(boolean work, Set<Long> newlyStrong) {
		if (!work) {
			return newlyStrong.isEmpty() ? Verdict.SAFE : Verdict.BRIEF_LOCK;
		}
		if (this.strong.isEmpty()) {
			return Verdict.SAFE;
		}
		return this.strong.keySet().stream().anyMatch(this::blocksReads) ? Verdict.BLOCKS_EVERYTHING
				: Verdict.BLOCKS_WRITES;
	}

	private boolean blocksReads(Long oid) {
		return this.held.getOrDefault(oid, Set.of()).stream().anyMatch(LockModes::blocksReads);
	}

	private @Nullable String blocks(Set<Long> oids) {
		List<Long> tables = oids.stream().filter((oid) -> relation(oid).queried()).toList();
		List<Long> blocking = tables.isEmpty() ? List.copyOf(oids) : tables;
		List<String> parts = new ArrayList<>();
		List<String> everything = names(blocking.stream().filter(this::blocksReads).toList());
		List<String> writes = names(blocking.stream().filter((oid) -> !blocksReads(oid)).toList());
		if (!everything.isEmpty()) {
			parts.add("reads and writes on " + String.join(", ", everything));
		}
		if (!writes.isEmpty()) {
			parts.add("writes on " + String.join(", ", writes));
		}
		return parts.isEmpty() ? null : String.join("; ", parts);
	}

	private List<String> names(List<Long> oids) {
		return oids.stream().map((oid) -> relation(oid).name()).toList();
	}

	private SeenRelation relation(Long oid) {
		return Objects.requireNonNull(this.strong.get(oid));
	}

	/**
	 * Returns the sequences that others use and that have moved on.
	 */
	List<String> sequences() {
		return this.catalog.locked()
			.stream()
			.filter((seen) -> seen.kind().equals("S") && this.catalog.existed(seen)
					&& seen.modes().contains("ROW EXCLUSIVE"))
			.map(SeenRelation::name)
			.toList();
	}

	/**
	 * What a statement was seen to do.
	 *
	 * @param locks the locks that it took
	 * @param relations what it concerns
	 * @param blocks what others cannot do meanwhile, or {@code null}
	 * @param verdict what it means for others
	 */
	record Look(List<TakenLock> locks, List<ConcernedRelation> relations, @Nullable String blocks, Verdict verdict) {

		static final Look NOTHING = new Look(List.of(), List.of(), null, Verdict.SAFE);

	}

}
