/**
 * The server: a PostgreSQL that keeps its promises to the disk, and its databases.
 */
@NullMarked
package dev.tidemark.benchmark.server;

import org.jspecify.annotations.NullMarked;
