package dev.tidemark.badexample.plan;

import java.sql.Connection;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.history.BadHistory;

/**
 * Breaks the rules: plan may use neither history nor the root, nor JDBC.
 */
public interface BadPlan {

	BadHistory history();

	BadFacade facade();

	Connection connection();

}
