package dev.tidemark.badexample.snapshot;

import dev.tidemark.badexample.BadFacade;
import dev.tidemark.badexample.lock.BadLock;

/**
 * Breaks the rules: snapshot may use neither the lock nor the root.
 */
public interface BadSnapshot {

	BadLock lock();

	BadFacade facade();

}
