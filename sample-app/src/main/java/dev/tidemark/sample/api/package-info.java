/**
 * The REST API and the records it speaks.
 */
@NullMarked
package dev.tidemark.sample.api;

import org.jspecify.annotations.NullMarked;
