package dev.tidemark.rehearsal;

/**
 * A table, index or view that a statement locks, rewrites or reads, with its size in the
 * live database.
 *
 * @param relation the relation with its schema, quoted where needed
 * @param kind {@code table}, {@code index}, {@code view} and so on
 * @param rewritten whether all of it was written anew
 * @param scanned whether all of it was read
 * @param liveBytes its size in the live database without its indexes, or -1 where it is
 * not there
 * @param liveRows how many rows the live database estimates, or -1 where it does not know
 */
public record ConcernedRelation(String relation, String kind, boolean rewritten, boolean scanned, long liveBytes,
		long liveRows) {

}
