package dev.tidemark.badexample.discovery;

import java.sql.Connection;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.plan.BadPlan;

/**
 * Breaks the rules: discovery may use neither plan nor the root, nor JDBC.
 */
public interface BadDiscovery {

	BadPlan plan();

	BadFacade facade();

	Connection connection();

}
