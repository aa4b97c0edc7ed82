package dev.tidemark.sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * Grows with the statements that are done, and gives the checksum of all of them without
 * reading them again.
 */
public final class StatementsDigest {

	private final MessageDigest digest;

	private boolean empty;

	/**
	 * Begins with no statement.
	 */
	public StatementsDigest() {
		this(ScriptChecksum.sha256(), true);
	}

	private StatementsDigest(MessageDigest digest, boolean empty) {
		this.digest = digest;
		this.empty = empty;
	}

	/**
	 * Returns a digest of more statements.
	 * @param statements those that follow
	 * @return another digest; this one stays
	 */
	public StatementsDigest with(List<SqlStatement> statements) {
		StatementsDigest longer = new StatementsDigest(copy(this.digest), this.empty);
		statements.forEach(longer::add);
		return longer;
	}

	private void add(SqlStatement statement) {
		String checksum = StatementChecksum.of(statement);
		this.digest.update((this.empty ? checksum : "\n" + checksum).getBytes(StandardCharsets.UTF_8));
		this.empty = false;
	}

	/**
	 * Returns the checksum, which is {@link StatementChecksum#of(List)}.
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public String value() {
		return ScriptChecksum.text(copy(this.digest).digest());
	}

	/**
	 * Tells whether there is no statement.
	 * @return whether nothing is done
	 */
	public boolean isEmpty() {
		return this.empty;
	}

	private static MessageDigest copy(MessageDigest digest) {
		try {
			return (MessageDigest) digest.clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("Java's SHA-256 can be copied", ex);
		}
	}

}
