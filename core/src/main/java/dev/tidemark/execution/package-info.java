/**
 * Executes a plan and decides nothing. Public only for the façade, not API.
 */
@NullMarked
package dev.tidemark.execution;

import org.jspecify.annotations.NullMarked;
