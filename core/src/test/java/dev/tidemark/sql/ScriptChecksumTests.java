package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptChecksumTests {

	@Test
	void isTheSha256OfTheText() {
		assertThat(ScriptChecksum.of(""))
			.isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
		assertThat(ScriptChecksum.of("é\n"))
			.isEqualTo("sha256:edd3a863872a04239eb29ad4bc12fc892b3d4ae57cc7e786a3697816f8e141c2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb\n\n", "a\r\nb\r\n\r\n", "a\rb\r\r", "\uFEFFa\nb\r\n\r" })
	void doesNotDependOnLineEndsOrByteOrderMark(String text) {
		assertThat(ScriptChecksum.of(text)).isEqualTo(ScriptChecksum.of("a\nb\n\n"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 65_533, 65_534, 65_535, 65_536, 65_537, 131_071, 131_072 })
	void doesNotDependOnHowALargeScriptIsCutIntoPieces(int before) {
		for (String at : List.of("\r\n\r", "😀é😀", "\uFEFFx", "a\r\r\n")) {
			String text = "x".repeat(before) + at + "é".repeat(10);
			String feeds = text.replace("\r\n", "\n").replace('\r', '\n');
			assertThat(ScriptChecksum.of("\uFEFF" + text)).isEqualTo(ScriptChecksum.of(text)).isEqualTo(sha256(feeds));
		}
	}

	private static String sha256(String text) {
		try {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b\n\n", "a\nb\n", "a\nb\n\n ", "a\n\uFEFFb\n\n", "A\nb\n\n" })
	void dependsOnEverythingElse(String text) {
		assertThat(ScriptChecksum.of(text)).isNotEqualTo(ScriptChecksum.of("a\nb\n\n"));
	}

}
