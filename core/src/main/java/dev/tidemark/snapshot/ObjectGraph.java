package dev.tidemark.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Objects and what they need: the order in which they can be made is that of their kinds
 * and names, and an object that needs another one waits for it. A new object moves no
 * other one, so that two snapshots differ by little.
 */
final class ObjectGraph {

	private final Map<ObjectId, CatalogObject> objects = new HashMap<>();

	private final Map<ObjectId, ObjectId> owners;

	private final Map<ObjectId, Set<ObjectId>> needs = new HashMap<>();

	/**
	 * Links objects.
	 * @param objects the objects
	 * @param owners with which other object one is made
	 * @param needs what each needs, also of those that are made with others
	 */
	ObjectGraph(Collection<CatalogObject> objects, Map<ObjectId, ObjectId> owners, Map<ObjectId, Set<ObjectId>> needs) {
		objects.forEach((object) -> this.objects.put(object.id(), object));
		this.owners = owners;
		needs.forEach((id, needed) -> needed.forEach((other) -> link(find(id), find(other))));
	}

	private void link(@Nullable CatalogObject object, @Nullable CatalogObject needed) {
		if (object != null && needed != null && !object.equals(needed)) {
			this.needs.computeIfAbsent(object.id(), (absent) -> new HashSet<>()).add(needed.id());
		}
	}

	/**
	 * Finds the object with which something is made.
	 * @param id what PostgreSQL calls it
	 * @return the object, or {@code null} where it is made by no statement
	 */
	@Nullable CatalogObject find(ObjectId id) {
		ObjectId next = id;
		Set<ObjectId> seen = new HashSet<>();
		while (next != null && seen.add(next)) {
			CatalogObject object = this.objects.get(next);
			if (object != null) {
				return object;
			}
			next = this.owners.get(next);
		}
		return null;
	}

	/**
	 * Orders the objects.
	 * @return the order, and what needs itself in the end
	 */
	Order order() {
		Map<ObjectId, Integer> waiting = new HashMap<>();
		Map<ObjectId, Set<ObjectId>> dependents = new HashMap<>();
		this.needs.forEach((id, needed) -> {
			waiting.put(id, needed.size());
			needed.forEach((other) -> dependents.computeIfAbsent(other, (absent) -> new HashSet<>()).add(id));
		});
		PriorityQueue<CatalogObject> ready = new PriorityQueue<>();
		this.objects.values().stream().filter((object) -> !waiting.containsKey(object.id())).forEach(ready::add);
		Set<CatalogObject> ordered = new LinkedHashSet<>();
		while (!ready.isEmpty()) {
			CatalogObject next = ready.remove();
			ordered.add(next);
			for (ObjectId dependent : dependents.getOrDefault(next.id(), Set.of())) {
				if (waiting.merge(dependent, -1, Integer::sum) == 0) {
					ready.add(this.objects.get(dependent));
				}
			}
		}
		Set<CatalogObject> left = new TreeSet<>(this.objects.values());
		left.removeAll(ordered);
		ordered.addAll(left);
		return new Order(new ArrayList<>(ordered), circular(left, dependents));
	}

	/**
	 * Leaves out what only waits for a circle.
	 */
	private static List<CatalogObject> circular(Set<CatalogObject> left, Map<ObjectId, Set<ObjectId>> dependents) {
		Set<CatalogObject> circle = new TreeSet<>(left);
		while (circle.removeIf((object) -> circle.stream()
			.noneMatch((other) -> dependents.getOrDefault(object.id(), Set.of()).contains(other.id())))) {
			// until nothing is left but what others of the circle wait for
			continue;
		}
		return List.copyOf(circle);
	}

	/**
	 * The order in which objects can be made.
	 *
	 * @param objects all of them; those of a circle and what waits for it come last
	 * @param circular what needs itself in the end
	 */
	record Order(List<CatalogObject> objects, List<CatalogObject> circular) {

	}

}
