package dev.tidemark.badexample.execution;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.discovery.BadDiscovery;

/**
 * Breaks the rules: execution may use neither discovery nor the root.
 */
public interface BadExecution {

	BadDiscovery discovery();

	BadFacade facade();

}
