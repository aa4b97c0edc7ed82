/**
 * The history table and its own upgrades. Public only within the engine, not API.
 */
@NullMarked
package dev.tidemark.history;

import org.jspecify.annotations.NullMarked;
