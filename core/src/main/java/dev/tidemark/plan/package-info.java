/**
 * Catalog and history in, ordered steps out: a pure function. Public only for the
 * façade\n * and the readers of a plan, not API.
 */
@NullMarked
package dev.tidemark.plan;

import org.jspecify.annotations.NullMarked;
