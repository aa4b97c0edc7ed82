package dev.tidemark.migration;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tidemark.migration.SnapshotHead.Entry;
import dev.tidemark.migration.SnapshotHead.InvalidSnapshotHeadException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SnapshotHead}.
 */
class SnapshotHeadTests {

	private static final String CHECKSUM = "sha256:" + "0123456789abcdef".repeat(4);

	private static final SnapshotHead HEAD = new SnapshotHead(Version.of("017"),
			List.of(new Entry(Version.of("001"), "first tables", CHECKSUM),
					new Entry(Version.of("017"), "load \\ rows\nand more", null),
					new Entry(Version.of("5@some name"), "x", CHECKSUM),
					new Entry(null, "views checksum=none of all", CHECKSUM)));

	@Test
	void saysTheVersionAndEachMigrationInALineOfItsOwn() {
		assertThat(HEAD.text()).isEqualTo("""
				-- Tidemark snapshot of version 017
				-- tidemark-snapshot: version=001 checksum=%1$s name=first tables
				-- tidemark-snapshot: version=017 checksum=none name=load \\\\ rows\\nand more
				-- tidemark-snapshot: version=5@some name checksum=%1$s name=x
				-- tidemark-snapshot: repeatable name=views checksum=none of all checksum=%1$s
				""".formatted(CHECKSUM));
	}

	@Test
	void isReadAsItWasWritten() {
		assertThat(SnapshotHead.read(HEAD.text() + "\nSELECT 1;")).contains(HEAD);
	}

	@Test
	void isReadWithTheLineEndsAndTheByteOrderMarkOfWindows() {
		assertThat(SnapshotHead.read("\uFEFF" + HEAD.text().replace("\n", "\r\n"))).contains(HEAD);
	}

	@Test
	void isNotFoundInAnyOtherScript() {
		assertThat(SnapshotHead.read("")).isEmpty();
		assertThat(SnapshotHead.read("-- our schema\nCREATE TABLE a ();")).isEmpty();
		assertThat(SnapshotHead.read("\n" + HEAD.text())).isEmpty();
	}

	@Test
	void endsWhereTheScriptBegins() {
		String late = HEAD.text() + "\n-- tidemark-snapshot: version=018 checksum=none name=late\n";
		assertThat(SnapshotHead.read(late)).contains(HEAD);
	}

	@Test
	void findsAMigrationByWhatIdentifiesIt() {
		assertThat(HEAD.find(MigrationKey.of(Version.of("1"), "renamed since")))
			.hasValueSatisfying((entry) -> assertThat(entry.label()).isEqualTo("001 first tables"));
		assertThat(HEAD.find(MigrationKey.of(null, "views checksum=none of all"))).isPresent();
		assertThat(HEAD.find(MigrationKey.of(Version.of("2"), "first tables"))).isEmpty();
	}

	@Test
	void isRefusedWithItsLineWhereItCannotBeUnderstood() {
		assertRefused("-- Tidemark snapshot of version one\n", 1, "'one' is no version");
		assertRefused("-- Tidemark snapshot of version 1\n-- tidemark-snapshot: version=1 checksum=md5:1 name=a\n", 2,
				"'version=1 checksum=md5:1 name=a' names no migration");
		assertRefused("-- Tidemark snapshot of version 2\n-- tidemark-snapshot: version=1 checksum=none name=a\n", 1,
				"no line below names the migration of version 2");
	}

	private static void assertRefused(String text, int line, String message) {
		assertThatExceptionOfType(InvalidSnapshotHeadException.class).isThrownBy(() -> SnapshotHead.read(text))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(line));
	}

}
