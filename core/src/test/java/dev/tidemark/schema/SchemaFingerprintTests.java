package dev.tidemark.schema;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.jdbc.Session;
import dev.tidemark.jdbc.Sessions;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaFingerprint}.
 */
@PostgresTest
class SchemaFingerprintTests {

	private static final String TABLE = "CREATE TABLE t (a int, b text DEFAULT 'x')";

	private TestDatabase database;

	private SchemaFingerprint fingerprint() {
		try (Session session = Sessions.open(this.database.dataSource())) {
			return SchemaFingerprint.read(session, new SchemaScope(List.of()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE t ADD c int", "ALTER TABLE t ALTER a TYPE bigint",
			"ALTER TABLE t ALTER a SET NOT NULL", "ALTER TABLE t ALTER b DROP DEFAULT",
			"ALTER TABLE t ADD CHECK (a > 0)", "CREATE INDEX ON t (a)", "ALTER TABLE t SET (fillfactor = 50)",
			"ALTER TABLE t ENABLE ROW LEVEL SECURITY", "CREATE VIEW v AS SELECT a FROM t",
			"COMMENT ON COLUMN t.a IS 'a'", "GRANT SELECT ON t TO PUBLIC",
			"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE TYPE e AS ENUM ('a')",
			"CREATE SEQUENCE s", "CREATE SCHEMA other", "CREATE COLLATION c (provider = icu, locale = 'de')",
			"CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING", "CREATE POLICY p ON t",
			"ALTER TABLE t REPLICA IDENTITY FULL", "CREATE STATISTICS st ON a, b FROM t",
			"ALTER TABLE t ALTER b SET STORAGE EXTERNAL" })
	void isAnotherWhereTheSchemaIs(String change) {
		this.database.execute(TABLE);
		SchemaFingerprint before = fingerprint();
		assertThat(fingerprint().sha256()).isEqualTo(before.sha256());
		this.database.execute(change);
		assertThat(fingerprint().sha256()).isNotEqualTo(before.sha256());
		assertThat(before.differences(fingerprint())).isNotEmpty();
	}

	@Test
	void countsTheOrderOfColumnsAndNotWhatIsNoPartOfTheSchema() {
		this.database.execute(TABLE);
		SchemaFingerprint before = fingerprint();
		this.database.execute("DROP TABLE t; CREATE TABLE t (dropped int, a int, b text DEFAULT 'x');"
				+ "ALTER TABLE t DROP dropped; INSERT INTO t VALUES (1); ANALYZE t");
		assertThat(fingerprint()).isEqualTo(before);
		this.database.execute("ALTER TABLE t DROP a; ALTER TABLE t ADD a int");
		assertThat(before.differences(fingerprint())).containsExactly("""
				- order of columns of public.t: a, b
				+ order of columns of public.t: b, a""");
	}

	@Test
	void showsDifferencesInLinesOfTheirOwn() {
		this.database.execute(TABLE);
		SchemaFingerprint before = fingerprint();
		this.database.execute("ALTER TABLE t ALTER a TYPE bigint; DROP SCHEMA IF EXISTS none; CREATE SCHEMA other");
		assertThat(before.differences(fingerprint())).containsExactly("""
				- column public.t.a: integer
				+ column public.t.a: bigint""", "+ schema other: present",
				"+ what everybody may do with schema other: nothing");
	}

}
