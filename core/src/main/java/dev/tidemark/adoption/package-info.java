/**
 * Reads what other tools have recorded in tables of their own, which are never changed.
 */
@NullMarked
package dev.tidemark.adoption;

import org.jspecify.annotations.NullMarked;
