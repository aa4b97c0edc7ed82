package dev.tidemark.sample;

import dev.tidemark.sample.demo.SampleMigrator;
import dev.tidemark.test.database.DatabaseTemplate;
import dev.tidemark.test.database.TestDatabase;

/**
 * The schema of the sample with its demonstration data.
 */
public final class SampleSchema implements DatabaseTemplate {

	@Override
	public void fill(TestDatabase database) {
		SampleMigrator.on(database.dataSource()).migrate();
	}

}
