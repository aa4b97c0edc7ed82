/**
 * Reads what a schema is made of from the server's catalog. Public only for the façade,
 * but for {@link dev.tidemark.schema.CatalogInspector}, which is API.
 */
@NullMarked
package dev.tidemark.schema;

import org.jspecify.annotations.NullMarked;
