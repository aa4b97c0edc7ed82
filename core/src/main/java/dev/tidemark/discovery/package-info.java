/**
 * Finds migrations: one class per naming convention. Public only for the façade, not API.
 */
@NullMarked
package dev.tidemark.discovery;

import org.jspecify.annotations.NullMarked;
