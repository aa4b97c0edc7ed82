/**
 * Tells what database this is when it has no history yet, and with which rows its history
 * begins. Public only for the façade, but for
 * {@link dev.tidemark.baseline.CurrentSchemaCheck}, which is API.
 */
@NullMarked
package dev.tidemark.baseline;

import org.jspecify.annotations.NullMarked;
