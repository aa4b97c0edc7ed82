package dev.tidemark.adoption;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.SqlMigration;

/**
 * Checksums of which nobody says how they were computed. Where one of the usual ways
 * gives the checksum of at least one file, it is known, and all others are held to it.
 */
final class UnknownChecksums implements ChecksumCheck {

	private static final List<String> USUAL = List.of("SHA-256", "MD5", "SHA-1", "SHA-512", "SHA-384");

	private final @Nullable String algorithm;

	private UnknownChecksums(@Nullable String algorithm) {
		this.algorithm = algorithm;
	}

	static ChecksumCheck of(Map<ForeignRow, SqlMigration> matched) {
		return new UnknownChecksums(USUAL.stream()
			.filter((candidate) -> matched.entrySet()
				.stream()
				.anyMatch((entry) -> is(candidate, entry.getKey(), entry.getValue())))
			.findFirst()
			.orElse(null));
	}

	private static boolean is(String algorithm, ForeignRow row, SqlMigration migration) {
		String checksum = row.checksum();
		return checksum != null && TextVariants.of(migration.up().text())
			.anyMatch((bytes) -> digits(checksum).equals(Digests.hex(algorithm, bytes)));
	}

	/**
	 * Some write the algorithm before it, such as {@code sha256:}.
	 */
	private static String digits(String checksum) {
		String lower = checksum.toLowerCase(Locale.ROOT);
		return lower.substring(lower.lastIndexOf(':') + 1);
	}

	@Override
	public Result compare(ForeignRow row, SqlMigration migration) {
		if (this.algorithm == null || row.checksum() == null) {
			return Result.UNKNOWN;
		}
		return is(this.algorithm, row, migration) ? Result.SAME : Result.DIFFERENT;
	}

}
