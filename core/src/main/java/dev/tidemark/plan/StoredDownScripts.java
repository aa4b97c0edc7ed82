package dev.tidemark.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The scripts that the history keeps, as far as a rollback needs them.
 */
public interface StoredDownScripts {

	/** Nothing is stored. */
	StoredDownScripts NONE = new StoredDownScripts() {

		@Override
		public Map<Long, Scripts> of(Collection<Long> ids) {
			return Map.of();
		}

		@Override
		public List<String> revokes() {
			return List.of();
		}

	};

	/**
	 * Reads the scripts of rows.
	 * @param ids the rows
	 * @return the scripts by row
	 */
	Map<Long, Scripts> of(Collection<Long> ids);

	/**
	 * Asks who else than the owner of the history may have written them.
	 * @return statements that take the rights back, none where nobody else has any
	 */
	List<String> revokes();

	/**
	 * The scripts of a row.
	 *
	 * @param up the up script, or {@code null} where it is not stored
	 * @param down the down script, or {@code null} where it is not stored
	 */
	record Scripts(@Nullable String up, @Nullable String down) {

		static final Scripts NONE = new Scripts(null, null);

	}

}
