package dev.tidemark.badexample.event;

import java.sql.Connection;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.plan.BadPlan;

/**
 * Breaks the rules: event may use neither plan nor the root, nor JDBC.
 */
public interface BadEvent {

	BadPlan plan();

	BadFacade facade();

	Connection connection();

}
