/**
 * What happened during a run, as values, and who is told.
 */
@NullMarked
package dev.tidemark.event;

import org.jspecify.annotations.NullMarked;
