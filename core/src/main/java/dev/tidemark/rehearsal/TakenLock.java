package dev.tidemark.rehearsal;

/**
 * A lock that a statement took and its transaction did not hold before, on a relation
 * that was there before the rehearsal.
 *
 * @param relation the relation with its schema, quoted where needed
 * @param mode the mode in PostgreSQL's words, such as {@code ACCESS EXCLUSIVE}
 * @param known whether it is known by the kind of the statement, and was not seen
 */
public record TakenLock(String relation, String mode, boolean known) {

}
