/**
 * Faults on purpose: processes are killed, servers crash, lines are cut.
 */
@NullMarked
package dev.tidemark.faults;

import org.jspecify.annotations.NullMarked;
