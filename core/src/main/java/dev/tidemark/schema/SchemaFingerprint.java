package dev.tidemark.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.LineDiff;

/**
 * Every object of a schema with its definition, in a form that is the same wherever the
 * schema is the same: without numbers, owners, roles, tablespaces and rows. The order in
 * which a table has its columns counts, since {@code SELECT *} and COPY depend on it.
 * Immutable.
 *
 * @param objects definitions by what they define, such as
 * {@code column public.users.mail}
 */
public record SchemaFingerprint(SortedMap<String, String> objects) {

	private static final String BEGIN = """
			BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
			SET LOCAL search_path = '';
			SET LOCAL standard_conforming_strings = on;
			SET LOCAL quote_all_identifiers = off""";

	/**
	 * Copies the map.
	 */
	public SchemaFingerprint {
		objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
	}

	/**
	 * Reads the schema from the catalog, by one query for each kind of object, in one
	 * transaction that only reads.
	 * @param session a session of the database without an open transaction
	 * @param scope what is Tidemark's own, and left out
	 * @return the fingerprint
	 * @throws SQLException if the catalog cannot be read
	 */
	public static SchemaFingerprint read(Session session, SchemaScope scope) throws SQLException {
		SortedMap<String, String> objects = new TreeMap<>();
		session.execute(BEGIN);
		try (Statement statement = session.connection().createStatement()) {
			statement.setEscapeProcessing(false);
			for (String query : Stream.concat(StructureQueries.all().stream(), CodeQueries.all().stream()).toList()) {
				try (ResultSet rows = statement.executeQuery(scope.with(query))) {
					while (rows.next()) {
						objects.merge(rows.getString(1), rows.getString(2), (one, other) -> one + "\n" + other);
					}
				}
			}
		}
		finally {
			session.execute("ROLLBACK");
		}
		return new SchemaFingerprint(objects);
	}

	/**
	 * Returns the whole description.
	 * @return a line or more for each object, in the order of their names
	 */
	public String text() {
		return this.objects.entrySet()
			.stream()
			.map((object) -> object.getKey() + ": " + object.getValue() + "\n")
			.collect(Collectors.joining());
	}

	/**
	 * Returns the digest of the description.
	 * @return {@code sha256:} and 64 hexadecimal digits
	 */
	public String sha256() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
			return "sha256:" + HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

	/**
	 * Compares with another schema.
	 * @param other the other schema
	 * @return for people, a line or more for each object that is not the same: with
	 * {@code -} what is here only, with {@code +} what is there only
	 */
	public List<String> differences(SchemaFingerprint other) {
		TreeSet<String> names = new TreeSet<>(this.objects.keySet());
		names.addAll(other.objects.keySet());
		List<String> lines = new ArrayList<>();
		for (String name : names) {
			String here = this.objects.get(name);
			String there = other.objects.get(name);
			if (here == null || !here.equals(there)) {
				lines.add(difference(name, here, there));
			}
		}
		return lines;
	}

	private static String difference(String name, @Nullable String here, @Nullable String there) {
		if (here != null && there != null) {
			return (here + there).contains("\n") ? "  %s:\n%s".formatted(name, LineDiff.between(here, there))
					: line('-', name, here) + "\n" + line('+', name, there);
		}
		return (here != null) ? line('-', name, here) : line('+', name, String.valueOf(there));
	}

	/**
	 * Of an object that is there or not, one line is enough.
	 */
	private static String line(char sign, String name, String definition) {
		List<String> lines = definition.strip().lines().toList();
		return "%s %s: %s%s".formatted(sign, name, lines.isEmpty() ? "" : lines.get(0).strip(),
				(lines.size() > 1) ? " …" : "");
	}

}
