/**
 * Workloads: what the contenders do while they are measured.
 */
@NullMarked
package dev.tidemark.benchmark.workload;

import org.jspecify.annotations.NullMarked;
