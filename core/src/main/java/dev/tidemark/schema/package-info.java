/**
 * Reads what a schema is made of from the server's catalog. Public only for the façade.
 */
@NullMarked
package dev.tidemark.schema;

import org.jspecify.annotations.NullMarked;
