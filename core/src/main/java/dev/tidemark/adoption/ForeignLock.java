package dev.tidemark.adoption;

/**
 * Another tool's own lock, which keeps it from migrating at the same time. Where it is
 * held by a connection, that one is a connection of its own, which {@link #close()}
 * closes physically.
 */
@FunctionalInterface
public interface ForeignLock extends AutoCloseable {

	/** The lock of a tool that has none. */
	ForeignLock NONE = () -> {
	};

	@Override
	void close();

}
