/**
 * The façade: {@link dev.tidemark.Migrator} migrates a PostgreSQL schema, with or without
 * Spring Boot.
 */
@NullMarked
package dev.tidemark;

import org.jspecify.annotations.NullMarked;
