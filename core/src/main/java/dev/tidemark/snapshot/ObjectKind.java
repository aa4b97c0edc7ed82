package dev.tidemark.snapshot;

import java.util.Locale;

/**
 * What a statement makes. The order is that in the script, wherever dependencies allow
 * it.
 */
enum ObjectKind {

	/** A schema. */
	SCHEMA,

	/** An extension. */
	EXTENSION,

	/** A collation. */
	COLLATION,

	/** An enum, a composite type, a domain or a range. */
	TYPE,

	/** A dictionary or configuration of text search. */
	TEXT_SEARCH,

	/** A function, a procedure or an aggregate. */
	ROUTINE,

	/** An operator. */
	OPERATOR,

	/** A cast. */
	CAST,

	/** A sequence that is no identity column's. */
	SEQUENCE,

	/** A table, with what is written within its parentheses. */
	TABLE,

	/** Which column a sequence belongs to. */
	SEQUENCE_OWNER,

	/** The default of a column, where it cannot stand within the table. */
	DEFAULT,

	/** A view. */
	VIEW,

	/** A materialized view, without its rows. */
	MATERIALIZED_VIEW,

	/** The rows of a table. */
	ROWS,

	/** An index. */
	INDEX,

	/** Which index of a partitioned table an index is a part of. */
	INDEX_PARTITION,

	/** Extended statistics. */
	STATISTICS,

	/** A foreign key, or a constraint that cannot stand within the table. */
	CONSTRAINT,

	/** A rule. */
	RULE,

	/** A trigger. */
	TRIGGER,

	/** Whether row security is on. */
	ROW_SECURITY,

	/** A policy of row security. */
	POLICY,

	/** What objects that are created later grant. */
	DEFAULT_PRIVILEGES,

	/** An event trigger, which would see all that comes after it. */
	EVENT_TRIGGER;

	/**
	 * Returns the word for people.
	 */
	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
