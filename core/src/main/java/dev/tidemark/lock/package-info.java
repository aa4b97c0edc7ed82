/**
 * One migrator at a time.
 */
@NullMarked
package dev.tidemark.lock;

import org.jspecify.annotations.NullMarked;
