/**
 * Writes one SQL file that psql runs without Tidemark: values in, text out. Public only
 * for the façade, apart from the request.
 */
@NullMarked
package dev.tidemark.offline;

import org.jspecify.annotations.NullMarked;
