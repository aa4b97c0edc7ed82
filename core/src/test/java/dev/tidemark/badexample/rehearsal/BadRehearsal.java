package dev.tidemark.badexample.rehearsal;

import dev.tidemark.badexample.BadFacade;

/**
 * Breaks the rules: rehearsal may not use the root.
 */
public interface BadRehearsal {

	BadFacade facade();

}
