/**
 * Executes a plan without consequences, and reports what it would lock, rewrite and
 * block.
 */
@NullMarked
package dev.tidemark.rehearsal;

import org.jspecify.annotations.NullMarked;
