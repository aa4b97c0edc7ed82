/**
 * For the tests of applications that use Tidemark: proves that their migrations can be
 * undone.
 */
@NullMarked
package dev.tidemark.test;

import org.jspecify.annotations.NullMarked;
