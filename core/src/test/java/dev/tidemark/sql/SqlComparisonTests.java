package dev.tidemark.sql;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SqlComparisonTests {

	@ParameterizedTest
	@MethodSource
	void seesTheSameMeaning(String before, String after) {
		assertThat(SqlComparison.sameMeaning(before, after)).isTrue();
		assertThat(SqlComparison.sameMeaning(after, before)).isTrue();
	}

	static Stream<Arguments> seesTheSameMeaning() {
		return Stream.of(arguments("", " -- nothing"), arguments("SELECT 1;", "\uFEFFSELECT\r\n\t1 ;\n"),
				arguments("SELECT 1; -- a", "/* b */ SELECT /* /* c */ */ 1;"), arguments("a+b", "a + b"),
				arguments("a<=b", "a <= b"), arguments("a*-1", "a * -1"), arguments("a - -1", "a -\n-1"),
				arguments("f(a,b)", "f ( a , b )"), arguments("'a'\n'b'", "'a' -- c\r\n\n  'b'"),
				arguments("E'a'\n'\\'b'", "E'a'\n\n'\\'b'"), arguments("a.b::int", "a . b :: int"),
				arguments("-- tidemark: store=false, after=a\nx",
						"-- why\n--tidemark:after=\"a\"\n-- tidemark: store=false\nx"),
				arguments("-- tidemark: store=true\nx", "x"), arguments("'x", "'x"), arguments("\\x", "\\x"),
				arguments("a-/**/-1", "a - -1"));
	}

	@ParameterizedTest
	@MethodSource
	void seesAnotherMeaning(String before, String after) {
		assertThat(SqlComparison.sameMeaning(before, after)).isFalse();
		assertThat(SqlComparison.sameMeaning(after, before)).isFalse();
	}

	static Stream<Arguments> seesAnotherMeaning() {
		return Stream.of(arguments("SELECT 1", "SELECT 2"), arguments("SELECT 1", "SELECT 1;"), arguments("a b", "ab"),
				arguments("SELECT a", "select a"), arguments("'a'", "'a '"), arguments("'a\n'", "'a\r\n'"),
				arguments("'a' 'b'", "'a'\n'b'"), arguments("'a''b'", "'a' 'b'"),
				arguments("'a' /*\n*/ 'b'", "'a'\n'b'"), arguments("'a'\n/* c */'b'", "'a'\n'b'"),
				arguments("'a'\n'b'", "'ab'"), arguments("a - -1", "a --1"), arguments("a - -1", "a -1"),
				arguments("a @ -1", "a @-1"), arguments("a < = b", "a <= b"), arguments("a : : b", "a :: b"),
				arguments("a : = b", "a := b"), arguments("1 . . 2", "1..2"), arguments("1 .5", "1.5"),
				arguments("E'a'", "E 'a'"), arguments("U&'a'", "U & 'a'"), arguments("$ 1", "$1"),
				arguments("$$ a $$", "$$ a  $$"), arguments("$$ -- a\n$$", "$$ -- b\n$$"),
				arguments("$a$x$a$", "$b$x$b$"), arguments("\"a\"", "a"), arguments("\"a\" \"b\"", "\"a\"\"b\""),
				arguments("a$$ b", "a $$ b"), arguments("1 a", "1a"), arguments("${a}", "$ {a}"),
				arguments("x", "-- tidemark: store=false\nx"), arguments("-- tidemark: nonsense=1\nx", "x"),
				arguments("x", "x 'open"), arguments("x", "x /* open"), arguments("x 'open", "x  'open"),
				arguments("\\a", " \\a"), arguments("(a)", "a"));
	}

	@Test
	void comparesWordsThatLookLikePrefixesOfLiterals() {
		assertThat(SqlComparison.sameMeaning("SELECT type 'x\\'", "SELECT  type  'x\\'")).isTrue();
		assertThat(SqlComparison.sameMeaning("SELECT e'x'", "SELECT 'x'")).isFalse();
	}

}
