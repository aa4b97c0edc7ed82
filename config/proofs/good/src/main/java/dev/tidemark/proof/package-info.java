/**
 * A module that every check accepts; the proofs spoil one thing each.
 */
@NullMarked
package dev.tidemark.proof;

import org.jspecify.annotations.NullMarked;
