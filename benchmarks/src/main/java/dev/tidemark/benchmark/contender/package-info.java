/**
 * Contenders: Tidemark, its rivals and what the server allows, all given the same
 * migrations.
 */
@NullMarked
package dev.tidemark.benchmark.contender;

import org.jspecify.annotations.NullMarked;
