package dev.tidemark.badexample.unlisted;

import dev.tidemark.badexample.BadFacade;

/**
 * Breaks the rules: nobody has said what this package may use.
 */
public interface BadUnlisted {

	BadFacade facade();

}
