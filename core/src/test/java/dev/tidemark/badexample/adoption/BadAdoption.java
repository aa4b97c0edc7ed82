package dev.tidemark.badexample.adoption;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.plan.BadPlan;

/**
 * Breaks the rules: adoption may use neither the plan nor the root.
 */
public interface BadAdoption {

	BadPlan plan();

	BadFacade facade();

}
