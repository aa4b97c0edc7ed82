/**
 * A JUnit extension that gives a test a real PostgreSQL database of its own.
 */
@NullMarked
package dev.tidemark.test.database;

import org.jspecify.annotations.NullMarked;
