/**
 * Tells how the migrations stand, without a database call.
 */
@NullMarked
package dev.tidemark.boot.health;

import org.jspecify.annotations.NullMarked;
