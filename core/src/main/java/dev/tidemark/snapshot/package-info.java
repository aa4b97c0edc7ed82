/**
 * Writes a whole schema as one script, from the server's catalog. Public only for the
 * façade.
 */
@NullMarked
package dev.tidemark.snapshot;

import org.jspecify.annotations.NullMarked;
