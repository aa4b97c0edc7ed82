package dev.tidemark.test;

import javax.sql.DataSource;

/**
 * A whole schema to compare others with. In this package, since what it uses is no API.
 */
public final class ExpectedSchema {

	private final SchemaFingerprint expected;

	private ExpectedSchema(SchemaFingerprint expected) {
		this.expected = expected;
	}

	/**
	 * Reads what is expected.
	 * @param dataSource leads to a database that is as it should be
	 */
	public static ExpectedSchema like(DataSource dataSource) {
		return new ExpectedSchema(read(dataSource));
	}

	/**
	 * What another database differs in, for people.
	 * @return lines, or nothing where it has the same schema
	 */
	public String difference(DataSource actual) {
		return read(actual).differenceFrom(this.expected);
	}

	private static SchemaFingerprint read(DataSource dataSource) {
		return new CatalogReader(dataSource, null).read();
	}

}
