/**
 * Micrometer meters of the migrations.
 */
@NullMarked
package dev.tidemark.boot.metrics;

import org.jspecify.annotations.NullMarked;
