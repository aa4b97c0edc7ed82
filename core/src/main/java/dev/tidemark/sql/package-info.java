/**
 * SQL as text: split a script, read its directives, quote, compare, redact, and tell what
 * must run outside a transaction. Public only within the engine, not API.
 */
@NullMarked
package dev.tidemark.sql;

import org.jspecify.annotations.NullMarked;
