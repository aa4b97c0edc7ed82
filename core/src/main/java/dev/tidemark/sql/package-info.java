/**
 * Text only: splits and compares SQL scripts, reads their directives, quotes and redacts.
 * Public only within the engine, not API.
 */
@NullMarked
package dev.tidemark.sql;

import org.jspecify.annotations.NullMarked;
