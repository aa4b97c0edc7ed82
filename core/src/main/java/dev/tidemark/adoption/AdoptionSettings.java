package dev.tidemark.adoption;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Whether and how another tool's history is taken over where there is none of ours.
 *
 * @param tool {@link #OFF}, {@link #AUTO} for whatever tool is found, or the word of a
 * {@link ForeignTool}
 * @param table the tool's table where it has another name than usual, maybe with its
 * schema, or {@code null}
 * @param acceptChanged whether a script may be another than the one that ran
 * @param keepWriting whether what is applied is written into Flyway's table too
 * @param columns which column of a plain table says what
 */
public record AdoptionSettings(String tool, @Nullable String table, boolean acceptChanged, boolean keepWriting,
		PlainColumns columns) {

	/** Nothing is taken over. */
	public static final String OFF = "off";

	/** Whatever tool is found. */
	public static final String AUTO = "auto";

	/**
	 * Checks the word.
	 */
	public AdoptionSettings(@Nullable String tool, @Nullable String table, boolean acceptChanged, boolean keepWriting,
			PlainColumns columns) {
		// YAML reads off as a boolean
		this.tool = (StringUtils.hasText(tool) && !tool.strip().equals("false")) ? tool.strip() : OFF;
		this.table = StringUtils.hasText(table) ? table.strip() : null;
		this.acceptChanged = acceptChanged;
		this.keepWriting = keepWriting;
		this.columns = columns;
		Assert.isTrue(words().contains(this.tool),
				() -> "tidemark.adopt: '%s' is not one of %s".formatted(this.tool, String.join(", ", words())));
	}

	/**
	 * Returns the settings where nothing is taken over.
	 * @return the defaults
	 */
	public static AdoptionSettings off() {
		return new AdoptionSettings(OFF, null, false, false, PlainColumns.USUAL);
	}

	/**
	 * Returns what may be written for the tool.
	 * @return the words
	 */
	public static List<String> words() {
		return Stream.concat(Stream.of(OFF, AUTO), Arrays.stream(ForeignTool.values()).map(ForeignTool::word)).toList();
	}

	/**
	 * Tells whether a history may be taken over.
	 * @return whether it is not off
	 */
	public boolean enabled() {
		return !this.tool.equals(OFF);
	}

	/**
	 * Returns whose history is taken over.
	 * @return the tool, or empty for whatever is found
	 */
	public Optional<ForeignTool> foreignTool() {
		return ForeignTool.ofWord(this.tool);
	}

}
