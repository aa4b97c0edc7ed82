package dev.tidemark.rehearsal;

import dev.tidemark.test.database.PostgresTest;

/**
 * On the oldest PostgreSQL, for which the pg_dump of most machines is new enough.
 */
@PostgresTest(version = 14)
class CopyRehearsalOn14Tests extends CopyRehearsalTests {

}
