package dev.tidemark.execution;

/**
 * Something that is done in one go, and can be done again when it was rolled back.
 */
@FunctionalInterface
interface Attempt {

	void run() throws StepException;

}
