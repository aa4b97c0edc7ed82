package dev.tidemark.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts statements together: those of one object in lines that follow each other, and an
 * empty line before the next object.
 */
final class SnapshotBody {

	private final Map<CatalogObject, List<String>> details;

	private final Set<String> populated;

	/**
	 * Creates a body.
	 * @param details the statements that say more about an object
	 * @param populated the names of the materialized views that have their rows
	 */
	SnapshotBody(Map<CatalogObject, List<String>> details, Set<String> populated) {
		this.details = details;
		this.populated = populated;
	}

	/**
	 * Writes objects.
	 * @param objects the objects in order
	 * @return the text, which begins with an empty line where there are some
	 */
	String write(List<CatalogObject> objects) {
		List<String> paragraphs = new ArrayList<>();
		int refresh = -1;
		for (CatalogObject object : objects) {
			if (refresh < 0 && object.kind().compareTo(ObjectKind.RULE) >= 0) {
				refresh = paragraphs.size();
			}
			paragraphs.add(paragraph(object));
		}
		// before triggers and policies, and one after the other as they read each other
		paragraphs.add((refresh >= 0) ? refresh : paragraphs.size(), objects.stream()
			.filter((object) -> object.kind() == ObjectKind.MATERIALIZED_VIEW && this.populated.contains(object.name()))
			.map((object) -> "REFRESH MATERIALIZED VIEW " + object.name() + ";")
			.collect(Collectors.joining("\n")));
		return paragraphs.stream()
			.filter((paragraph) -> !paragraph.isEmpty())
			.map((paragraph) -> "\n" + paragraph + "\n")
			.collect(Collectors.joining());
	}

	private String paragraph(CatalogObject object) {
		List<String> statements = new ArrayList<>();
		if (!object.statement().isEmpty()) {
			statements.add(object.statement());
		}
		statements.addAll(this.details.getOrDefault(object, List.of()));
		return String.join("\n", statements);
	}

}
