package dev.tidemark;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.HistoryReader;
import dev.tidemark.history.HistoryWriters;
import dev.tidemark.plan.StoredDownScripts;

/**
 * Reads stored scripts, and asks once and only when it matters who may write them.
 */
final class RecordedDownScripts implements StoredDownScripts {

	private final OpenDatabase database;

	private @Nullable List<String> revokes;

	RecordedDownScripts(OpenDatabase database) {
		this.database = database;
	}

	@Override
	public Map<Long, Scripts> of(Collection<Long> ids) {
		Map<Long, Scripts> scripts = new HashMap<>();
		HistoryReader.upAndDown(this.database.session(), this.database.table(), ids)
			.forEach((id, both) -> scripts.put(id, new Scripts(both.get(0), both.get(1))));
		return scripts;
	}

	@Override
	public List<String> revokes() {
		List<String> known = this.revokes;
		if (known == null) {
			known = HistoryWriters.revokes(this.database.session(), this.database.table());
			this.revokes = known;
		}
		return known;
	}

}
