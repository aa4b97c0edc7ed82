/**
 * Properties, conditions and beans: one auto-configuration per concern.
 */
@NullMarked
package dev.tidemark.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
