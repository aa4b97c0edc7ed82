package dev.tidemark.snapshot;

import dev.tidemark.test.database.PostgresTest;

/**
 * A snapshot makes the schema that it was written of.
 */
@PostgresTest
class SnapshotTests extends AbstractSnapshotTests {

}
