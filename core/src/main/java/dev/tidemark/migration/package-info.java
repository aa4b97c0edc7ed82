/**
 * The vocabulary: what the application brings, what the database recorded, and what can\n
 * * go wrong.
 */
@NullMarked
package dev.tidemark.migration;

import org.jspecify.annotations.NullMarked;
