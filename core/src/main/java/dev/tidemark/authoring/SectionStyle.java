package dev.tidemark.authoring;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a file divides what applies a migration from what undoes it.
 */
enum SectionStyle {

	/** Tidemark's own, and dbmate's. */
	MIGRATE("-- migrate:up", "-- migrate:down"),

	/** Goose's. */
	GOOSE("-- +goose Up", "-- +goose Down"),

	/** That of sql-migrate. */
	SQL_MIGRATE("-- +migrate Up", "-- +migrate Down"),

	/** That of micrate. */
	MICRATE("-- +micrate Up", "-- +micrate Down"),

	/** That of node-pg-migrate. */
	NODE_PG_MIGRATE("-- Up Migration", "-- Down Migration"),

	/** That of MyBatis Migrations. */
	MYBATIS("", "-- //@UNDO"),

	/** That of tern. */
	TERN("", "---- create above / drop below ----"),

	/** The file has no section. */
	NONE("", "");

	private final String up;

	private final String down;

	SectionStyle(String up, String down) {
		this.up = up;
		this.down = down;
	}

	/**
	 * Finds the style of a file.
	 */
	static Optional<SectionStyle> of(String text) {
		return Arrays.stream(values()).filter((style) -> style.occursIn(text)).findFirst();
	}

	private boolean occursIn(String text) {
		return occurs(this.up, text) || occurs(this.down, text);
	}

	private static boolean occurs(String line, String text) {
		return !line.isEmpty() && Pattern.compile("(?mi)^\\s*" + Pattern.quote(line)).matcher(text).find();
	}

	String up() {
		return this.up;
	}

	String down() {
		return this.down;
	}

}
