package dev.tidemark.badexample;

import org.assertj.core.api.Assertions;

/**
 * Breaks the rules: the engine may not use a library of its choice.
 */
public interface BadFacade {

	Assertions library();

}
