package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum by which a changed script is noticed.
 */
public final class ScriptChecksum {

	/** Copies are made of so much at a time, as a script may be large. */
	private static final int PIECE = 1 << 16;

	private ScriptChecksum() {
	}

	/**
	 * Computes the checksum of a script, the same whatever its line ends and with or
	 * without a byte order mark.
	 * @param text the script
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public static String of(String text) {
		MessageDigest sha256 = sha256();
		boolean returns = text.indexOf('\r') >= 0;
		for (int start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length();) {
			int end = pieceEnd(text, start);
			String piece = text.substring(start, end);
			sha256.update((returns ? LineEnds.feedsOnly(piece) : piece).getBytes(StandardCharsets.UTF_8));
			start = end;
		}
		return text(sha256.digest());
	}

	private static int pieceEnd(String text, int start) {
		int end = Math.min(text.length(), start + PIECE);
		char last = text.charAt(end - 1);
		// its other half belongs into the same piece
		boolean half = end < text.length() && (last == '\r' || Character.isHighSurrogate(last));
		return half ? end - 1 : end;
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
