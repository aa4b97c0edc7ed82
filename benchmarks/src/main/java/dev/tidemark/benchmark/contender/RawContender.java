package dev.tidemark.benchmark.contender;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import dev.tidemark.benchmark.server.Database;

/**
 * The lower bound: the driver alone, and one round trip for each migration.
 */
public final class RawContender implements Contender {

	/** What the others are compared with. */
	public static final String NAME = "raw";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public FileLayout layout() {
		return FileLayout.NUMBERED;
	}

	@Override
	public void migrate(Database database, Path folder) throws Exception {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (RawScript script : RawHistory.pending(statement, RawScript.readAll(folder))) {
				statement.execute(
						"BEGIN;\n" + script.sql() + RawHistory.insert(script.name(), script.checksum()) + "COMMIT");
			}
		}
	}

}
