/**
 * Runs the migrations when the application is ready, and holds the phase that others
 * read.
 */
@NullMarked
package dev.tidemark.boot.startup;

import org.jspecify.annotations.NullMarked;
