package dev.tidemark.adoption;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests by the names that Java gives them.
 */
final class Digests {

	private Digests() {
	}

	/**
	 * Computes a digest.
	 * @return hexadecimal digits in lower case
	 */
	static String hex(String algorithm, byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has " + algorithm, ex);
		}
	}

}
