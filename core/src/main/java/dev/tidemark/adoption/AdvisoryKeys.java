package dev.tidemark.adoption;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.CRC32;

import dev.tidemark.jdbc.Session;
import dev.tidemark.sql.SqlQuote;

/**
 * The keys of the advisory locks that tools hold while they migrate, and how one of them
 * is taken. A lock of a session and one of a transaction exclude each other.
 */
final class AdvisoryKeys {

	/** goose's. */
	static final long GOOSE = 4097083626L;

	/** Prisma's. */
	static final long PRISMA = 72707369L;

	private static final long FLYWAY = 77431708279161L;

	private static final long RAILS = 2053462845L;

	private static final long SQLX = 0x3d32ad9eL;

	private static final long GOLANG_MIGRATE = 1486364155L;

	private static final long LOW_HALF = 0xFFFFFFFFL;

	private static final String HOLDER = """
			SELECT 'backend pid ' || l.pid || coalesce(' (' || nullif(a.application_name, '') || ')', '')
			FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
			  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
			  AND (l.classid::bigint << 32) | l.objid::bigint = :key
			LIMIT 1
			""";

	private AdvisoryKeys() {
	}

	static long flyway(ForeignTable table) {
		return FLYWAY + SqlQuote.qualified(table.schema(), table.name()).hashCode();
	}

	static long rails(String database) {
		return RAILS * crc32(database);
	}

	static long sqlx(String database) {
		return SQLX * crc32(database);
	}

	static long golangMigrate(ForeignTable table, String database) {
		return (crc32(table.schema() + "\0" + table.name() + "\0" + database) * GOLANG_MIGRATE) & LOW_HALF;
	}

	private static long crc32(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.getBytes(StandardCharsets.UTF_8));
		return crc.getValue();
	}

	static String database(Session session) {
		return session.jdbc().sql("SELECT pg_catalog.current_database()").query(String.class).single();
	}

	/**
	 * Takes a lock.
	 */
	static ForeignLock take(ForeignLockWait wait, Session own, long key) throws SQLException {
		return wait.take(own, (session) -> holder(session, key));
	}

	private static Optional<String> holder(Session session, long key) {
		boolean taken = session.jdbc()
			.sql("SELECT pg_catalog.pg_try_advisory_xact_lock(:key)")
			.param("key", key)
			.query(Boolean.class)
			.single();
		return taken ? Optional.empty()
				: Optional.of(session.jdbc()
					.sql(HOLDER)
					.param("key", key)
					.query(String.class)
					.optional()
					.orElse("a session that has just ended"));
	}

}
