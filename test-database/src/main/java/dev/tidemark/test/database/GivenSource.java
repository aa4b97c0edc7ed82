package dev.tidemark.test.database;

import java.util.List;
import java.util.Properties;

import org.postgresql.PGProperty;

/**
 * A server that somebody else runs.
 */
record GivenSource(String url, String givenBy) implements ServerSource {

	@Override
	public TestServer start() {
		Properties parsed = ServerAddress.parse(this.url);
		String database = PGProperty.PG_DBNAME.getOrDefault(parsed);
		return new TestServer(ServerAddress.of(parsed), (database != null) ? database : "postgres", () -> {
		});
	}

	@Override
	public List<String> settings() {
		return List.of();
	}

	@Override
	public String toString() {
		return "the server given by " + this.givenBy;
	}

}
