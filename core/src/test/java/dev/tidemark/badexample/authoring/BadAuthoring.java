package dev.tidemark.badexample.authoring;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.history.BadHistory;

/**
 * Breaks the rules: authoring may use neither the history nor the root.
 */
public interface BadAuthoring {

	BadHistory history();

	BadFacade facade();

}
