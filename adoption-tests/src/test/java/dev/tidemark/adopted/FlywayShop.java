package dev.tidemark.adopted;

import dev.tidemark.test.database.DatabaseTemplate;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that the application has migrated with Flyway.
 */
public final class FlywayShop implements DatabaseTemplate {

	/**
	 * What was there before Flyway came: the first three migrations, done by hand.
	 */
	private static final String BEFORE = """
			CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
			ALTER TABLE customers ADD COLUMN mail text;
			CREATE TABLE products (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sku varchar(40) NOT NULL, price numeric(12, 2) NOT NULL);
			""";

	@Override
	public void fill(TestDatabase database) {
		database.execute(BEFORE);
		ShopProcess process = ShopProcess.withFlyway(database);
		assertThat(process.code()).as(process.output()).isZero();
	}

}
