/**
 * The application whose start is measured.
 */
@NullMarked
package dev.tidemark.benchmark.application;

import org.jspecify.annotations.NullMarked;
