package dev.tidemark.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a changelog of Liquibase in XML, YAML or JSON that only includes others, which is
 * all that is read of these formats. Text alone: no library for them is needed.
 */
final class ChangelogIncludes {

	/** How the names of such files end. */
	static final Set<String> SUFFIXES = Set.of("xml", "yaml", "yml", "json");

	private static final Set<String> UNDERSTOOD = Set.of("file", "path", "relativetochangelogfile", "errorifmissing",
			"errorifmissingorempty");

	private static final Pattern XML = Pattern
		.compile("<(?<kind>includeAll|include)\\s(?<attributes>[^<>]*?)(/>|>\\s*</\\k<kind>>)");

	private static final Pattern XML_AROUND = Pattern
		.compile("(?s)<!--.*?-->|<\\?.*?\\?>|</?(\\w+:)?databaseChangeLog\\b[^>]*>");

	private static final Pattern YAML = Pattern
		.compile("-\\s+(?<kind>includeAll|include):\\s*\\n(?<attributes>(\\s+\\w+:[ \\t]*[^\\n]*\\n)+)");

	private static final Pattern YAML_AROUND = Pattern.compile("(?m)^\\s*#.*$|^---\\s*$|^databaseChangeLog:\\s*$");

	private static final Pattern JSON = Pattern
		.compile("\\{\\s*\"(?<kind>includeAll|include)\"\\s*:\\s*\\{(?<attributes>[^{}]*)}\\s*}");

	private static final Pattern JSON_AROUND = Pattern.compile("\"databaseChangeLog\"\\s*:|[{}\\[\\],]");

	private static final Pattern ATTRIBUTE = Pattern
		.compile("\"?(?<name>\\w+)\"?\\s*[=:]\\s*(?<value>\"[^\"]*\"|'[^']*'|[^\\s,]+)");

	private ChangelogIncludes() {
	}

	/**
	 * Tells whether a file is a changelog in one of these formats.
	 */
	static boolean isChangelog(ScriptFile file) {
		return !file.isScript() && SUFFIXES.contains(file.suffix().toLowerCase(Locale.ROOT))
				&& file.text().contains("databaseChangeLog");
	}

	/**
	 * Reads what a changelog includes.
	 * @return the includes in order, or empty where it does more than that
	 */
	static Optional<List<Include>> of(ScriptFile file) {
		return switch (file.suffix().toLowerCase(Locale.ROOT)) {
			case "xml" -> read(XML_AROUND.matcher(file.text()).replaceAll(" "), XML, "");
			case "json" -> read(file.text(), JSON, JSON_AROUND.pattern());
			default -> read(YAML_AROUND.matcher(file.text().replace("\r", "") + "\n").replaceAll(""), YAML, "");
		};
	}

	private static Optional<List<Include>> read(String text, Pattern pattern, String around) {
		List<Include> includes = new ArrayList<>();
		Matcher matcher = pattern.matcher(text);
		StringBuilder rest = new StringBuilder();
		while (matcher.find()) {
			matcher.appendReplacement(rest, "");
			Map<String, String> attributes = attributes(matcher.group("attributes"));
			if (!UNDERSTOOD.containsAll(attributes.keySet())) {
				return Optional.empty();
			}
			includes.add(Include.of(matcher.group("kind").equals("includeAll"), attributes));
		}
		matcher.appendTail(rest);
		return rest.toString().replaceAll(around, "").isBlank() ? Optional.of(includes) : Optional.empty();
	}

	private static Map<String, String> attributes(String text) {
		Map<String, String> attributes = new HashMap<>();
		Matcher matcher = ATTRIBUTE.matcher(text);
		while (matcher.find()) {
			attributes.put(matcher.group("name").toLowerCase(Locale.ROOT),
					matcher.group("value").replaceAll("^[\"']|[\"']$", ""));
		}
		return attributes;
	}

	/**
	 * Another changelog, or all below a folder.
	 *
	 * @param folder whether it is a folder
	 * @param path the path
	 * @param relative whether the path begins where the including file is
	 */
	record Include(boolean folder, String path, boolean relative) {

		static Include of(boolean folder, Map<String, String> attributes) {
			String path = attributes.getOrDefault(folder ? "path" : "file", "");
			String plain = path.replace('\\', '/').replaceFirst("^classpath:", "").replaceFirst("^(\\./|/)+", "");
			boolean unended = folder && !plain.endsWith("/") && !plain.isEmpty();
			return new Include(folder, unended ? plain + "/" : plain,
					Boolean.parseBoolean(attributes.getOrDefault("relativetochangelogfile", "false")));
		}

		/**
		 * Tells whether a file is meant.
		 * @param file the file
		 * @param from the file that includes it
		 */
		boolean means(ScriptFile file, ScriptFile from) {
			if (file.location().equals(from.location())) {
				return false;
			}
			String where = this.relative ? normalized(from.folder() + this.path) : this.path;
			String location = "/" + file.location();
			if (this.folder) {
				return this.relative ? file.location().startsWith(where) : location.contains("/" + where);
			}
			return this.relative ? file.location().equals(where) : location.endsWith("/" + where);
		}

		private static String normalized(String path) {
			String shorter = path.replaceFirst("(^|/)(?!\\.\\./)[^/]+/\\.\\./", "$1").replace("/./", "/");
			return shorter.equals(path) ? path : normalized(shorter);
		}

	}

}
