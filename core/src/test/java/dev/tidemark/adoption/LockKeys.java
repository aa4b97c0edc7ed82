package dev.tidemark.adoption;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The tools' own formulas for the keys of their locks, written down again.
 */
final class LockKeys {

	private LockKeys() {
	}

	static long of(String key, String database) {
		return switch (key) {
			case "golang-migrate" -> BigInteger.valueOf(crc("public\0schema_migrations\0" + database))
				.multiply(BigInteger.valueOf(1486364155))
				.mod(BigInteger.ONE.shiftLeft(32))
				.longValueExact();
			case "rails" -> 2053462845L * crc(database);
			case "sqlx" -> 0x3d32ad9eL * crc(database);
			default -> Long.parseLong(key);
		};
	}

	private static long crc(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return crc.getValue();
	}

}
