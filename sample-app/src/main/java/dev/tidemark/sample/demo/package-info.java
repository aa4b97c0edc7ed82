/**
 * Demonstration data, loaded and removed by a Java migration.
 */
@NullMarked
package dev.tidemark.sample.demo;

import org.jspecify.annotations.NullMarked;
