/**
 * A project-management service that shows Tidemark at work.
 */
@NullMarked
package dev.tidemark.sample;

import org.jspecify.annotations.NullMarked;
