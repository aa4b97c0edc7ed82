package dev.tidemark.benchmark.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import dev.tidemark.benchmark.server.Database;

/**
 * The lower bound for big files: the driver alone, which streams a file with one
 * statement per line, some hundred in each round trip, all in one transaction.
 */
public final class RawChunks implements Contender {

	/** What big files are compared with. */
	public static final String NAME = "raw-chunks";

	private static final int LINES = 250;

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
			statement.execute(RawHistory.CREATE);
			for (Path file : RawScript.list(folder)) {
				long checksum = apply(statement, file);
				statement.execute(RawHistory.insert(file.getFileName().toString(), checksum) + "COMMIT");
			}
		}
	}

	private static long apply(Statement statement, Path file) throws IOException, SQLException {
		CheckedInputStream bytes = new CheckedInputStream(Files.newInputStream(file), new CRC32());
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
			statement.execute("BEGIN");
			for (String chunk = next(lines); !chunk.isEmpty(); chunk = next(lines)) {
				statement.execute(chunk);
			}
		}
		return bytes.getChecksum().getValue();
	}

	private static String next(BufferedReader lines) throws IOException {
		StringBuilder chunk = new StringBuilder();
		for (int count = 0; count < LINES; count++) {
			String line = lines.readLine();
			if (line == null) {
				break;
			}
			chunk.append(line).append('\n');
		}
		return chunk.toString();
	}

}
