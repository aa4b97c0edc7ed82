package dev.tidemark.offline;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tidemark.history.HistorySettings;
import dev.tidemark.history.HistoryTable;
import dev.tidemark.sql.SqlQuote;

/**
 * Writes the code that finds the history as the engine does, and takes the migration
 * lock, which bears the history's name.
 */
final class HistoryPlace {

	private static final String CODE = """
			DECLARE
			  wanted text := %1$s;
			  place text := coalesce(wanted, pg_catalog.current_schema()::text);
			  found text; there boolean; outdated boolean := false; other text; holder text; lease text; vacant bigint;
			  crc bigint := 4294967295;
			  octets bytea;
			  lock_key bigint;
			  t record;
			BEGIN
			  IF pg_catalog.now() <> pg_catalog.statement_timestamp() THEN
			    RAISE EXCEPTION 'This file has transactions of its own, and runs in another one. Nothing was run.'
			      USING HINT = 'Run it with psql -X -f, without -1 or --single-transaction, and outside of BEGIN.';
			  END IF;
			  IF pg_catalog.pg_is_in_recovery() THEN
			    RAISE EXCEPTION 'The server is a standby (pg_is_in_recovery() is true): it cannot be written to. Nothing was run.'
			      USING HINT = 'Connect to the primary.';
			  END IF;
			  IF place IS NULL THEN
			    RAISE EXCEPTION 'No schema for the history: the search path ''%%'' names none that exists and that the role %% may use. Nothing was run.',
			      pg_catalog.current_setting('search_path'), current_user
			      USING HINT = 'Create the schema, or grant USAGE on it, or set tidemark.history.schema and write the file again.';
			  END IF;

			  FOR t IN
			    SELECT s.nspname AS schema, c.relname AS name, s.nspname = place AS here, s.columns,
			           pg_catalog.regexp_match(pg_catalog.obj_description(c.oid, 'pg_class'),
			             '^Tidemark history, format ([0-9]{1,9})(, usable since format ([0-9]{1,9}))?$') AS mark
			    FROM pg_catalog.pg_class c
			    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
			         LATERAL (SELECT n.nspname, ARRAY(
			           SELECT a.attname::text FROM pg_catalog.pg_attribute a
			           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns) s
			    WHERE c.relname IN (%2$s) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
			      AND (n.nspname = place OR wanted IS NULL AND n.nspname = ANY (pg_catalog.current_schemas(false)))
			    ORDER BY here DESC, c.relname = %3$s DESC
			  LOOP
			    IF t.mark IS NOT NULL OR t.columns @> ARRAY[%4$s] THEN
			      IF found IS NULL AND NOT t.here THEN
			        RAISE EXCEPTION 'There is a history in a later schema of the search path (%%), and none in the first (%%). Nothing was run.', t.schema, place
			          USING HINT = 'Set tidemark.history.schema to one of them, and write the file again.';
			      END IF;
			      IF found IS NULL THEN
			        IF t.mark[1]::int > %5$d AND coalesce(t.mark[3]::int, %5$d + 1) > %5$d THEN
			          RAISE EXCEPTION 'The history %%.%% has format %%, and this file knows formats up to %5$d. Nothing was run.', t.schema, t.name, t.mark[1]
			            USING HINT = 'A newer version of Tidemark has been here: write the file with that version or a later one.';
			        END IF;
			        found := t.name;
			        outdated := NOT t.columns @> ARRAY[%6$s];
			      END IF;
			    ELSIF t.here AND t.name = %3$s THEN
			      other := pg_catalog.array_to_string(t.columns, ', ');
			    END IF;
			  END LOOP;
			  IF found IS NULL AND other IS NOT NULL THEN
			    RAISE EXCEPTION 'The table %%.%% is not Tidemark''s: its columns (%%) are those of another tool; it has not been touched, and nothing was run.', place, %3$s, other
			      USING HINT = 'Set tidemark.history.table=%7$s to keep the history beside it, and write the file again.';
			  END IF;
			  there := found IS NOT NULL;
			  found := coalesce(found, %3$s);

			  -- the key of the lock: a constant, and the CRC-32 of the quoted name
			  octets := pg_catalog.convert_to('"' || pg_catalog.replace(place, '"', '""') || '"."' || pg_catalog.replace(found, '"', '""') || '"', 'UTF8');
			  FOR i IN 0 .. pg_catalog.length(octets) - 1 LOOP
			    crc := crc # pg_catalog.get_byte(octets, i);
			    FOR j IN 1 .. 8 LOOP
			      crc := CASE WHEN crc & 1 = 1 THEN (crc >> 1) # 3988292384 ELSE crc >> 1 END;
			    END LOOP;
			  END LOOP;
			  lock_key := %8$d | (crc # 4294967295);
			  IF NOT pg_catalog.pg_try_advisory_lock(lock_key) THEN
			    SELECT pg_catalog.format('%%s (pid %%s)', nullif(a.application_name, ''), a.pid) INTO holder
			    FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
			    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
			      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
			      AND (l.classid::bigint << 32) | l.objid::bigint = lock_key LIMIT 1;
			    RAISE EXCEPTION 'Another migrator holds the migration lock: %%. Nothing was run.', coalesce(holder, 'a session that this role may not see')
			      USING HINT = 'Wait until it has ended, and run the file again.';
			  END IF;

			  -- where sessions cannot hold locks, Tidemark keeps a lease instead
			  lease := CASE found %9$s END;
			  IF pg_catalog.obj_description(pg_catalog.to_regclass(pg_catalog.format('%%I.%%I', place, lease)), 'pg_class') LIKE 'Tidemark lease%%' THEN
			    lease := pg_catalog.format('%%I.%%I', place, lease);
			    EXECUTE pg_catalog.format('SELECT pg_catalog.format(''%%%%s, until %%%%s'', owner, expires_at) FROM %%s WHERE owner IS NOT NULL', lease) INTO holder;
			    IF holder IS NOT NULL THEN
			      -- with another token, an owner that has stood still for too long commits nothing any more
			      EXECUTE pg_catalog.format('UPDATE %%s AS lease SET token = token + 1, owner = NULL, mark = NULL, expires_at = pg_catalog.clock_timestamp()'
			        ' WHERE expires_at <= pg_catalog.clock_timestamp() AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a'
			        ' WHERE a.state IS DISTINCT FROM ''idle'' AND (a.application_name = mark OR pg_catalog.strpos(a.query, mark) > 0))', lease);
			      GET DIAGNOSTICS vacant = ROW_COUNT;
			      IF vacant = 0 THEN
			        RAISE EXCEPTION 'Another migrator holds the lease: %%. Nothing was run.', holder
			          USING HINT = 'Wait until it has ended, and run the file again. A lease ends by itself when its process has died.';
			      END IF;
			    END IF;
			  END IF;

			  PERFORM pg_catalog.set_config('tidemark.history', pg_catalog.format('%%I.%%I', place, found), false),
			          pg_catalog.set_config('tidemark.key', lock_key::text, false),
			          pg_catalog.set_config('tidemark.exists', there::text, false),
			          pg_catalog.set_config('tidemark.outdated', outdated::text, false);
			END
			""";

	private final OfflineSettings settings;

	HistoryPlace(OfflineSettings settings) {
		this.settings = settings;
	}

	String code() {
		HistorySettings history = this.settings.history();
		List<String> candidates = HistoryTable.candidates(history);
		String leases = candidates.stream()
			.map((table) -> "WHEN %s THEN %s".formatted(SqlQuote.literal(table),
					SqlQuote.literal(SqlQuote.suffixed(table, "_lock"))))
			.collect(Collectors.joining(" "));
		return CODE.formatted(literal(history.schema()), list(candidates), SqlQuote.literal(history.table()),
				list(HistoryTable.COLUMNS), HistoryTable.FORMAT, list(HistoryTable.JOURNAL), HistoryTable.ALTERNATIVE,
				this.settings.lockNamespace(), leases);
	}

	private static String list(List<String> names) {
		return names.stream().map(SqlQuote::literal).collect(Collectors.joining(", "));
	}

	private static String literal(@Nullable String text) {
		return (text != null) ? SqlQuote.literal(text) : "NULL";
	}

}
