/**
 * The application as its own command line: one command instead of a service.
 */
@NullMarked
package dev.tidemark.boot.command;

import org.jspecify.annotations.NullMarked;
