/**
 * Tidemark in a Spring Boot application.
 */
@NullMarked
package dev.tidemark.boot;

import org.jspecify.annotations.NullMarked;
