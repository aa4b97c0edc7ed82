package dev.tidemark.rehearsal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import dev.tidemark.jdbc.ServerError;
import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.jdbc.SqlStates;
import dev.tidemark.migration.RehearsalException;
import dev.tidemark.sql.Redaction;
import dev.tidemark.sql.SqlQuote;

/**
 * A database of a rehearsal's own on the live one's server, with the same encoding,
 * locale and settings, which is dropped in the end.
 */
public final class ThrowawayDatabase implements AutoCloseable {

	private static final String PREFIX = "tidemark_rehearsal_";

	private static final Duration OLD = Duration.ofHours(1);

	private static final Logger logger = LoggerFactory.getLogger(ThrowawayDatabase.class);

	private static final String LIKE = """
			SELECT pg_catalog.to_jsonb(d) AS live FROM pg_catalog.pg_database d
			WHERE d.datname = pg_catalog.current_database()
			""";

	private static final String OPTIONS = """
			SELECT pg_catalog.concat_ws(' ',
			         'ENCODING ' || pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char((live->>'encoding')::int)),
			         'LC_COLLATE ' || pg_catalog.quote_literal(live->>'datcollate'),
			         'LC_CTYPE ' || pg_catalog.quote_literal(live->>'datctype'),
			         CASE live->>'datlocprovider'
			           WHEN 'i' THEN 'LOCALE_PROVIDER icu ICU_LOCALE '
			                || pg_catalog.quote_literal(coalesce(live->>'datlocale', live->>'daticulocale'))
			           WHEN 'b' THEN 'LOCALE_PROVIDER builtin BUILTIN_LOCALE ' || pg_catalog.quote_literal(live->>'datlocale')
			         END)
			FROM (%s) this
			"""
		.formatted(LIKE);

	private static final String SETTINGS = """
			SELECT pg_catalog.split_part(setting, '=', 1) AS name, pg_catalog.substr(setting, pg_catalog.strpos(setting, '=') + 1) AS value
			FROM (SELECT unnest(s.setconfig) AS setting FROM pg_catalog.pg_db_role_setting s
			      JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
			      WHERE d.datname = pg_catalog.current_database() AND s.setrole = 0) given
			""";

	private static final String LEFT = """
			SELECT d.datname FROM pg_catalog.pg_database d
			WHERE d.datname ~ '^tidemark_rehearsal_[0-9]{10}_[0-9a-f]{8}$'
			  AND pg_catalog.split_part(d.datname, '_', 3)::bigint < CAST(:before AS bigint)
			  AND coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), 'Tidemark rehearsal') LIKE 'Tidemark rehearsal%'
			  AND pg_catalog.pg_has_role(d.datdba, 'USAGE')
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
			""";

	private final DataSource live;

	private final Function<String, DataSource> connector;

	private final String name;

	private ThrowawayDatabase(DataSource live, Function<String, DataSource> connector, String name) {
		this.live = live;
		this.connector = connector;
		this.name = name;
	}

	/**
	 * Creates a database, and drops those that rehearsals left which were killed.
	 * @param live connects to the live database
	 * @param connector connects to others of its server
	 * @param process who rehearses, for people
	 * @return the database, which is empty
	 * @throws RehearsalException if it cannot be created
	 */
	public static ThrowawayDatabase create(DataSource live, Function<String, DataSource> connector, String process) {
		long now = Instant.now().getEpochSecond();
		String name = "%s%010d_%08x".formatted(PREFIX, now, ThreadLocalRandom.current().nextInt());
		try (Session session = Sessions.open(live)) {
			dropLeft(session, now);
			create(session, name, process);
			return new ThrowawayDatabase(live, connector, name);
		}
		catch (SQLException | DataAccessException ex) {
			throw notCreated(ex);
		}
	}

	private static void create(Session session, String name, String process) throws SQLException {
		String options = session.jdbc().sql(OPTIONS).query(String.class).single();
		String quoted = SqlQuote.identifier(name);
		session.execute("CREATE DATABASE %s TEMPLATE template0 %s".formatted(quoted, options));
		try {
			session.execute("COMMENT ON DATABASE %s IS %s".formatted(quoted, SqlQuote
				.literal("Tidemark rehearsal by %s since %s; may be dropped".formatted(process, Instant.now()))));
			// others may not look into a copy of what they may not look into
			session
				.execute("REVOKE CONNECT ON DATABASE %1$s FROM PUBLIC; GRANT CONNECT ON DATABASE %1$s TO SESSION_USER"
					.formatted(quoted));
			for (Map<String, Object> setting : session.jdbc().sql(SETTINGS).query().listOfRows()) {
				String key = String.valueOf(setting.get("name"));
				String value = String.valueOf(setting.get("value"));
				session.execute("ALTER DATABASE %s SET %s TO %s".formatted(quoted, key,
						key.equals("search_path") ? value : SqlQuote.literal(value)));
			}
		}
		catch (SQLException | DataAccessException ex) {
			session.execute("DROP DATABASE IF EXISTS %s".formatted(quoted));
			throw ex;
		}
	}

	private static void dropLeft(Session session, long now) {
		List<String> left = session.jdbc().sql(LEFT).param("before", now - OLD.toSeconds()).query(String.class).list();
		for (String name : left) {
			try {
				session.execute("DROP DATABASE IF EXISTS %s".formatted(SqlQuote.identifier(name)));
			}
			catch (SQLException ex) {
				logger.debug("The database {} that a rehearsal left cannot be dropped", name, ex);
			}
		}
	}

	private static RehearsalException notCreated(Exception ex) {
		SQLException cause = ServerError.causeOf(ex);
		ServerError error = ServerError.of((cause != null) ? cause : new SQLException(ex));
		if (SqlStates.INSUFFICIENT_PRIVILEGE.equals(error.sqlState())) {
			return new RehearsalException(
					"No throw-away database can be created for the rehearsal: %s. Nothing was run"
						.formatted(error.message()),
					"Let the role create databases (ALTER ROLE … CREATEDB), or rehearse on the live database (--live), in a transaction that is rolled back.",
					ex);
		}
		return new RehearsalException(
				"No throw-away database can be created for the rehearsal: %s (SQLSTATE %s). Nothing was run"
					.formatted(Redaction.ofMessage(error.message()), error.sqlState()),
				"Rehearse on the live database (--live), in a transaction that is rolled back.", ex);
	}

	/**
	 * Returns the name.
	 * @return the database's name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns what connects to it.
	 * @return a data source
	 */
	public DataSource dataSource() {
		return this.connector.apply(this.name);
	}

	/**
	 * Drops the database, whoever is connected to it.
	 */
	@Override
	public void close() {
		try (Session session = Sessions.open(this.live)) {
			session.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(SqlQuote.identifier(this.name)));
		}
		catch (SQLException ex) {
			logger.warn("The database {} of a rehearsal could not be dropped, a later rehearsal tries again: {}",
					this.name, ServerError.of(ex).message());
		}
	}

}
