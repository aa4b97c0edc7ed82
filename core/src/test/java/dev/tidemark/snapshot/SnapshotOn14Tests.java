package dev.tidemark.snapshot;

import dev.tidemark.test.database.PostgresTest;

/**
 * The same on the oldest server.
 */
@PostgresTest(version = 14)
class SnapshotOn14Tests extends AbstractSnapshotTests {

}
