/**
 * The actuator endpoint {@code migrations}.
 */
@NullMarked
package dev.tidemark.boot.endpoint;

import org.jspecify.annotations.NullMarked;
