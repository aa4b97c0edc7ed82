/**
 * Tables whose columns are the components of a record.
 */
@NullMarked
package dev.tidemark.sample.table;

import org.jspecify.annotations.NullMarked;
