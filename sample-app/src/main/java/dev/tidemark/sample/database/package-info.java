/**
 * Which database the service uses: one that is configured, or an embedded server of its
 * own.
 */
@NullMarked
package dev.tidemark.sample.database;

import org.jspecify.annotations.NullMarked;
