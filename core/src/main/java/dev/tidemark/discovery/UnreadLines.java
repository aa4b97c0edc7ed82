package dev.tidemark.discovery;

/**
 * The lines that {@code --ignoreLines:start} to {@code --ignoreLines:end}, or
 * {@code --ignoreLines:3}, take out of a changelog.
 */
final class UnreadLines {

	private int left;

	private boolean open;

	void begin(String value) {
		if (value.equals("start")) {
			this.open = true;
		}
		else if (value.chars().allMatch(Character::isDigit)) {
			this.left = Integer.parseInt(value);
		}
	}

	/**
	 * Tells whether the next line is one of them.
	 */
	boolean skips(String line) {
		if (this.open) {
			this.open = !ChangelogLine.IGNORE_LINES.part(line, "value").equals("end");
			return true;
		}
		if (this.left > 0) {
			this.left--;
			return true;
		}
		return false;
	}

}
