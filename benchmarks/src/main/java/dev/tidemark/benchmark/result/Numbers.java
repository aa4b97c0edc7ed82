package dev.tidemark.benchmark.result;

import java.util.Locale;

/**
 * Writes numbers with as many digits as say something.
 */
final class Numbers {

	private static final int TEN = 10;

	private static final int HUNDRED = 100;

	private Numbers() {
	}

	/**
	 * Writes a number with groups of thousands.
	 */
	static String grouped(double value) {
		return format(value, ",");
	}

	/**
	 * Writes a number that can be read again.
	 */
	static String plain(double value) {
		return format(value, "");
	}

	/**
	 * Writes a ratio: a hundredth is seen where it counts.
	 */
	static String ratio(double value) {
		return format(value, "", precision(value));
	}

	private static String format(double value, String flag) {
		return format(value, flag, (value == Math.rint(value)) ? 0 : precision(value));
	}

	private static String format(double value, String flag, int digits) {
		return String.format(Locale.ROOT, "%" + flag + "." + digits + "f", value);
	}

	private static int precision(double value) {
		return (value < TEN) ? 2 : (value < HUNDRED) ? 1 : 0;
	}

}
