package dev.tidemark;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.migration.AppliedMigration;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationState;
import dev.tidemark.test.database.PostgresTest;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class RepeatableRunTests extends AbstractMigratorTests {

	@BeforeEach
	void setUp() {
		write("001_users.sql", "CREATE TABLE users (id bigint, name text)");
		write("R__users_view.sql", "CREATE OR REPLACE VIEW users_view AS SELECT id FROM users");
	}

	@Test
	void runsAfterTheVersionedMigrations() {
		assertThat(migrate().scripts()).containsExactly("001_users.sql", "R__users_view.sql");
		AppliedMigration row = lastRow();
		assertThat(row.kind()).isEqualTo(MigrationKind.REPEATABLE);
		assertThat(row.version()).isNull();
		assertThat(row.name()).isEqualTo("users_view");
	}

	@Test
	void doesNotRunAgainUnchanged() {
		migrate();
		assertThat(migrate().scripts()).isEmpty();
	}

	@Test
	void runsAgainWhenItChangedAndAddsARow() {
		migrate();
		write("R__users_view.sql", "CREATE OR REPLACE VIEW users_view AS SELECT id, name FROM users");
		assertThat(migrator().status().pending()).isEqualTo(1);
		assertThat(migrate().scripts()).containsExactly("R__users_view.sql");
		List<AppliedMigration> rows = history();
		assertThat(rows).extracting(AppliedMigration::name).containsExactly("users", "users_view", "users_view");
		assertThat(states()).containsOnly(MigrationState.APPLIED);
		assertThat(rows.get(1).checksum()).isNotEqualTo(rows.get(2).checksum());
		assertThat(values("SELECT attname FROM pg_attribute WHERE attrelid = 'users_view'::regclass AND attnum > 0"))
			.containsExactly("id", "name");
	}

	@Test
	void doesNotPutAnOlderContentBackAfterANewerRelease() {
		migrate();
		String older = "CREATE OR REPLACE VIEW users_view AS SELECT id FROM users";
		write("R__users_view.sql", "CREATE OR REPLACE VIEW users_view AS SELECT id, name FROM users");
		write("002_more.sql", "CREATE TABLE more ()");
		migrate();
		folder().delete("002_more.sql");
		write("R__users_view.sql", older);
		MigrationReport report = migrate();
		assertThat(report.scripts()).isEmpty();
		assertThat(report.warnings()).anyMatch((warning) -> warning.contains("users_view is left alone"));
	}

	@Test
	void appliesTheMendedFileAfterAFailure() {
		write("R__users_view.sql", "CREATE OR REPLACE VIEW users_view AS SELECT nothing FROM users");
		migrateFailing();
		write("R__users_view.sql", "CREATE OR REPLACE VIEW users_view AS SELECT id FROM users");
		assertThat(migrate().scripts()).containsExactly("R__users_view.sql");
		assertThat(lastRow().state()).isEqualTo(MigrationState.APPLIED);
	}

}
