package dev.tidemark.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import dev.tidemark.migration.Migration;

/**
 * One value for many applied migrations, which the server computes from its rows and we
 * from the files: where both are the same, no row has to be read. It is never stored.
 */
final class HistoryDigest {

	/** Of the checksum so many digits: enough to tell a script from another. */
	private static final int DIGITS = 16;

	/**
	 * The rows that say nothing but that a migration is applied.
	 */
	static final String ORDINARY = "(state = 'applied' AND version IS NOT NULL AND checksum IS NOT NULL AND (kind IN ('sql', 'java', 'adopted') OR kind = 'baseline' AND script LIKE '%/%')"
			+ " AND error IS NULL AND running_statement IS NULL AND done_checksum IS NULL)";

	/** What the server computes over them. */
	static final String SQL = ("pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.string_agg("
			+ "version || ' ' || pg_catalog.right(checksum, %d), E'\\n' ORDER BY version COLLATE \"C\"), 'UTF8')), 'hex')")
		.formatted(DIGITS);

	private HistoryDigest() {
	}

	/**
	 * Computes the same over migrations that have a version and a checksum.
	 * @param migrations the migrations in any order, at least one
	 * @return the digest
	 */
	static String of(Collection<Migration> migrations) {
		List<String> lines = migrations.stream().map(HistoryDigest::line).sorted().toList();
		try {
			byte[] text = lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	private static String line(Migration migration) {
		String checksum = String.valueOf(migration.checksum());
		return migration.version() + " " + checksum.substring(Math.max(0, checksum.length() - DIGITS));
	}

}
