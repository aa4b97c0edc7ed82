package dev.tidemark.sql;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class LineDiffTests {

	@Test
	void showsChangedLinesWithTwoAround() {
		assertThat(LineDiff.between("1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\nfour\n5\n6\n7\n")).isEqualTo("""
				@@ line 2 @@
				  2
				  3
				- 4
				+ four
				  5
				  6""");
	}

	@Test
	void showsDistantChangesApartWithLinesOfTheNewText() {
		assertThat(LineDiff.between("a\n1\n2\n3\n4\n5\n6\n7\nb", "1\n2\n3\n4\n5\n6\n7\nb\nc")).isEqualTo("""
				@@ line 1 @@
				- a
				  1
				  2
				@@ line 7 @@
				  7
				  b
				+ c""");
	}

	@Test
	void showsTextsWithoutALineInCommon() {
		assertThat(LineDiff.between("a", "b\nc")).isEqualTo("@@ line 1 @@\n- a\n+ b\n+ c");
		assertThat(LineDiff.between("", "b")).isEqualTo("@@ line 1 @@\n+ b");
		assertThat(LineDiff.between("a\n", "")).isEqualTo("@@ line 1 @@\n- a");
	}

	@Test
	void showsNothingWhereNoLineDiffers() {
		assertThat(LineDiff.between("a\nb", "a\nb")).isEmpty();
		assertThat(LineDiff.between("\uFEFFa\r\nb\r\n", "a\nb")).isEmpty();
	}

	@Test
	void keepsTheLongestCommonLines() {
		assertThat(LineDiff.between("a\nb\nc\nd", "b\nx\nd\ne")).isEqualTo("""
				@@ line 1 @@
				- a
				  b
				- c
				+ x
				  d
				+ e""");
	}

	@Test
	void endsAfterSixtyLines() {
		String diff = LineDiff.between(numbers(0, 100), numbers(1000, 1100));
		assertThat(diff.lines()).hasSize(61).last().isEqualTo("… 141 more lines");
		assertThat(LineDiff.between(numbers(0, 29), numbers(1000, 1030)).lines()).hasSize(60);
	}

	@Test
	void cutsLongLines() {
		assertThat(LineDiff.between("a", "😀".repeat(10_000)).lines())
			.allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(202));
	}

	@Test
	@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void comparesBigFilesInTime() {
		assertThat(LineDiff.between(numbers(0, 200_000), numbers(100_000, 300_000)).lines()).hasSize(61);
		String end = numbers(0, 200_000);
		assertThat(LineDiff.between("old\n" + end, "new\n" + end)).isEqualTo("@@ line 1 @@\n- old\n+ new\n  0\n  1");
	}

	@Test
	void canBeAppliedToTheOldText() {
		for (long seed = 0; seed < 500; seed++) {
			Random random = new Random(seed);
			List<String> before = lines(random);
			List<String> after = lines(random);
			List<LineEdit> edits = LineEdit.between(before, after);
			assertThat(texts(edits, '+')).as("seed %d", seed).isEqualTo(before);
			assertThat(texts(edits, '-')).as("seed %d", seed).isEqualTo(after);
			edits.stream()
				.filter((edit) -> edit.sign() != '-')
				.forEach((edit) -> assertThat(after.get(edit.line() - 1)).isEqualTo(edit.text()));
		}
	}

	private static List<String> lines(Random random) {
		return random.ints(random.nextInt(12), 0, 4).mapToObj(String::valueOf).toList();
	}

	private static List<String> texts(List<LineEdit> edits, char without) {
		return edits.stream().filter((edit) -> edit.sign() != without).map(LineEdit::text).toList();
	}

	private static String numbers(int from, int to) {
		return IntStream.range(from, to).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
	}

}
