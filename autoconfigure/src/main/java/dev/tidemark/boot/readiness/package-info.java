/**
 * Keeps the application out of traffic until the schema is current.
 */
@NullMarked
package dev.tidemark.boot.readiness;

import org.jspecify.annotations.NullMarked;
