/**
 * Benchmarks of the parts that need no database, with JMH.
 */
@org.jspecify.annotations.NullMarked
package dev.tidemark.benchmark.jmh;
