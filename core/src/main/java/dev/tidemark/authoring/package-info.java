/**
 * Writes and renames the files of migrations in a project's source folders. The types
 * that {@link dev.tidemark.Migrator} takes and gives are API.
 */
@NullMarked
package dev.tidemark.authoring;

import org.jspecify.annotations.NullMarked;
