package dev.tidemark.adoption;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.ChangesetHead;

/**
 * Liquibase's checksum of a changeset in SQL, version 9 (since 4.22): of the SQL without
 * its white space. Older ones are not computed.
 */
final class LiquibaseChecksum {

	private static final String PREFIX = "9:";

	private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]+");

	private static final Pattern ALSO_VALID = Pattern.compile("--\\s*validCheckSum:? (?<value>.*)",
			Pattern.CASE_INSENSITIVE);

	/** There our text is not that of the file, or Liquibase's was not. */
	private static final Pattern UNCERTAIN = Pattern.compile("\\$\\{|^; *$", Pattern.MULTILINE);

	private LiquibaseChecksum() {
	}

	/**
	 * Compares a checksum with a script.
	 * @param recorded the checksum as Liquibase has written it, or {@code null}
	 * @param script the script
	 * @return what comes of it
	 */
	static ChecksumCheck.Result compare(@Nullable String recorded, String script) {
		if (recorded == null || !recorded.startsWith(PREFIX)) {
			return ChecksumCheck.Result.UNKNOWN;
		}
		Optional<ChangesetHead> head = ChangesetHead.of(script);
		String sql = head.isPresent() ? script.substring(script.indexOf('\n') + 1) : script;
		if (recorded.equals(of(sql))) {
			return ChecksumCheck.Result.SAME;
		}
		boolean uncertain = UNCERTAIN.matcher(sql).find() || acceptedAnyway(recorded, sql)
				|| head.flatMap((known) -> known.attribute("endDelimiter")).isPresent();
		return uncertain ? ChecksumCheck.Result.UNKNOWN : ChecksumCheck.Result.DIFFERENT;
	}

	private static String of(String sql) {
		String lines = sql.lines()
			.filter((line) -> !ALSO_VALID.matcher(line).matches())
			.reduce("", (one, other) -> one + "\n" + other);
		String change = PREFIX + md5(WHITE_SPACE.matcher(lines).replaceAll(""));
		return PREFIX + md5(change + ":");
	}

	private static String md5(String text) {
		return Digests.hex("MD5", text.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean acceptedAnyway(String recorded, String sql) {
		Stream<String> valid = sql.lines()
			.map(ALSO_VALID::matcher)
			.filter((matcher) -> matcher.matches())
			.map((matcher) -> matcher.group("value").strip());
		return valid.anyMatch((value) -> value.equals(recorded) || value.toLowerCase(Locale.ROOT).equals("any")
				|| value.equals("1:any"));
	}

}
