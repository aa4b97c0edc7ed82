package dev.tidemark.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A relation as the catalog shows it within a transaction.
 *
 * @param oid its identity
 * @param name the name with its schema, quoted where needed
 * @param kind the letter of {@code pg_class.relkind}
 * @param fileNode names its file, another after it was rewritten
 * @param scans how often the transaction has read all of it
 * @param modes the locks that the transaction holds, in PostgreSQL's words
 */
record SeenRelation(long oid, String name, String kind, long fileNode, long scans, List<String> modes) {

	private static final Map<String, String> KINDS = Map.of("r", "table", "p", "partitioned table", "m",
			"materialized view", "v", "view", "i", "index", "I", "partitioned index", "S", "sequence", "f",
			"foreign table", "c", "type", "t", "TOAST table");

	SeenRelation {
		modes = List.copyOf(modes);
	}

	String kindWord() {
		return KINDS.getOrDefault(this.kind, "relation");
	}

	/**
	 * Whether a statement names it, with or without its schema.
	 */
	boolean namedIn(String sql) {
		String bare = this.name.substring(this.name.lastIndexOf('.') + 1).replace("\"", "");
		return Pattern.compile("(?<![\\w$])" + Pattern.quote(bare) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
			.matcher(sql)
			.find();
	}

	/**
	 * Whether queries of others name it.
	 */
	boolean queried() {
		return "rpmvf".contains(this.kind);
	}

}
