package dev.tidemark.adoption;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The forms that the bytes of a script may have had: checked out with other line ends, or
 * with a byte order mark.
 */
final class TextVariants {

	private TextVariants() {
	}

	/**
	 * Returns them, the text as it is first.
	 * @param text a script without its byte order mark
	 */
	static Stream<byte[]> of(String text) {
		String feeds = text.replace("\r\n", "\n");
		Set<String> variants = new LinkedHashSet<>();
		for (String variant : new String[] { text, feeds, feeds.replace("\n", "\r\n") }) {
			variants.add(variant);
			variants.add("\uFEFF" + variant);
		}
		return variants.stream().map((variant) -> variant.getBytes(StandardCharsets.UTF_8));
	}

}
