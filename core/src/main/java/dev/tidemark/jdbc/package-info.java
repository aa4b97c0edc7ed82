/**
 * One database session: its settings, its probe, SQLSTATEs. Public only within the
 * engine,\n * not API.
 */
@NullMarked
package dev.tidemark.jdbc;

import org.jspecify.annotations.NullMarked;
