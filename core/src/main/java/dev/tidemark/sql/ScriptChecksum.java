package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum by which a changed script is noticed.
 */
public final class ScriptChecksum {

	private ScriptChecksum() {
	}

	/**
	 * Computes the checksum of a script, the same whatever its line ends and with or
	 * without a byte order mark.
	 * @param text the script
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(String text) {
		byte[] bytes = LineEnds.normalise(text).getBytes(StandardCharsets.UTF_8);
		return text(sha256().digest(bytes));
	}

	static String text(byte[] digest) {
		return "sha256:" + HexFormat.of().formatHex(digest);
	}

	/**
	 * Computes the digest of data, byte by byte.
	 */
	static byte[] digest(CopyData data) {
		MessageDigest digest = sha256();
		data.writeTo((bytes, length) -> digest.update(bytes, 0, length));
		return digest.digest();
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
