/**
 * Writes the changesets of Liquibase as SQL, through Liquibase itself, which is on the
 * class path only where an application still brings it.
 */
@NullMarked
package dev.tidemark.boot.liquibase;

import org.jspecify.annotations.NullMarked;
