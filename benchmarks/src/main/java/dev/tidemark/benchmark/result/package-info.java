/**
 * Results: what was measured, what comes of it, and how it is written down.
 */
@NullMarked
package dev.tidemark.benchmark.result;

import org.jspecify.annotations.NullMarked;
