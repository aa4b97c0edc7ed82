package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum of a script, the same whatever its line ends.
 */
public final class ScriptChecksum {

	private ScriptChecksum() {
	}

	/**
	 * Computes the checksum.
	 * @param text the script
	 * @return {@code sha256:} and hexadecimal digits, over UTF-8 with {@code \n} line
	 * ends and without a byte order mark
	 */
	public static String of(String text) {
		String normalised = text.replace("\r\n", "\n").replace('\r', '\n');
		String content = normalised.startsWith("\uFEFF") ? normalised.substring(1) : normalised;
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
			return "sha256:" + HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
