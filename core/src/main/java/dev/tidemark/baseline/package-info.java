/**
 * Tells what database this is when it has no history yet, and with which rows its history
 * begins. Public only for the façade.
 */
@NullMarked
package dev.tidemark.baseline;

import org.jspecify.annotations.NullMarked;
