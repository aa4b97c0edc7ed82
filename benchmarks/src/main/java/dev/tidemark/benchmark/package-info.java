/**
 * Benchmarks: what is compared, on what work, and where the results are written.
 */
@NullMarked
package dev.tidemark.benchmark;

import org.jspecify.annotations.NullMarked;
