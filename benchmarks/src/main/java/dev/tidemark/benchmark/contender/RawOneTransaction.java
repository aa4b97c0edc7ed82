package dev.tidemark.benchmark.contender;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import dev.tidemark.benchmark.server.Database;

/**
 * The lower bound of whoever may apply everything in one transaction: the driver alone,
 * one round trip for each migration, and one commit.
 */
public final class RawOneTransaction implements Contender {

	/** What grouped runs are compared with. */
	public static final String NAME = "raw-onetx";

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
			String begin = "BEGIN;\n";
			for (RawScript script : RawHistory.pending(statement, RawScript.readAll(folder))) {
				statement.execute(begin + script.sql() + RawHistory.insert(script.name(), script.checksum()));
				begin = "";
			}
			if (begin.isEmpty()) {
				statement.execute("COMMIT");
			}
		}
	}

}
