/**
 * Turns exceptions into what happened and what to do.
 */
@NullMarked
package dev.tidemark.boot.diagnostics;

import org.jspecify.annotations.NullMarked;
