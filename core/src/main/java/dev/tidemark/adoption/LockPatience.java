package dev.tidemark.adoption;

import java.time.Duration;

import dev.tidemark.jdbc.Cancellation;

/**
 * How long another tool's lock is waited for.
 *
 * @param timeout how long at most
 * @param pollInterval how long is waited between two attempts
 * @param cancellation tells whether to give up
 */
public record LockPatience(Duration timeout, Duration pollInterval, Cancellation cancellation) {

}
