package dev.tidemark.execution;

import java.nio.charset.StandardCharsets;

import dev.tidemark.sql.ScriptChecksum;

/**
 * Names the index of a partition, the same at every attempt.
 */
final class PartitionIndexName {

	/** In bytes. */
	private static final int LONGEST = 63;

	private static final int HASH = 8;

	private PartitionIndexName() {
	}

	/**
	 * Returns a name.
	 * @param index the name of the index of the table that is partitioned
	 * @param partition the name of the partition
	 */
	static String of(String index, String partition) {
		String name = index + "_" + partition;
		if (bytes(name) <= LONGEST) {
			return name;
		}
		String digest = ScriptChecksum.of(name);
		int end = name.length();
		while (bytes(name.substring(0, end)) > LONGEST - HASH - 1) {
			end = name.offsetByCodePoints(end, -1);
		}
		return name.substring(0, end) + "_" + digest.substring(digest.length() - HASH);
	}

	private static int bytes(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length;
	}

}
