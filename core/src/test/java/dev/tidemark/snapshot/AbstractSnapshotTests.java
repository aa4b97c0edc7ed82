package dev.tidemark.snapshot;

import org.junit.jupiter.api.Test;

import dev.tidemark.schema.SchemaFingerprint;
import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The schema from a snapshot is the schema that it was written of.
 */
abstract class AbstractSnapshotTests {

	private TestDatabase database;

	private TestServer server;

	@Test
	void makesTheSameSchemaAndOfThatTheSameSnapshot() {
		RichSchema.create(this.database);
		Snapshot snapshot = SnapshotCopy.snapshot(this.database, SnapshotSettings.defaults());
		assertThat(snapshot.notWritten()).isEmpty();
		assertThat(snapshot.warnings()).isEmpty();
		try (TestDatabase copy = this.server.createDatabase()) {
			SnapshotCopy.apply(snapshot.text(), copy);
			SchemaFingerprint original = SnapshotCopy.fingerprint(this.database);
			assertThat(SnapshotCopy.fingerprint(copy).differences(original)).isEmpty();
			assertThat(SnapshotCopy.fingerprint(copy).sha256()).isEqualTo(original.sha256());
			assertThat(SnapshotCopy.snapshot(copy, SnapshotSettings.defaults()).text()).isEqualTo(snapshot.text());
		}
	}

}
