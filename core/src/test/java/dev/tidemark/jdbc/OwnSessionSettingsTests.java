package dev.tidemark.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class OwnSessionSettingsTests {

	private static final Map<String, String> GIVEN = Map.of("work_mem", "1234kB");

	private TestDatabase database;

	private Session session;

	private ServerProbe probe;

	@BeforeEach
	void open() throws SQLException {
		this.session = Sessions.open(this.database.dataSource());
		this.probe = ProbeQuery.read(this.session, null, List.of("schema_migrations"));
	}

	@AfterEach
	void close() {
		this.session.close();
	}

	@Test
	void letsTheServerNoticeADeadClient() throws SQLException {
		OwnSessionSettings settings = new OwnSessionSettings(this.probe, "test", Duration.ofSeconds(7), GIVEN, null);
		settings.apply(this.session);
		assertThat(setting("client_connection_check_interval")).isEqualTo("2s");
		assertIsSetUp();
		this.session.execute("SET client_connection_check_interval = 0; SET work_mem = '1MB'");
		assertThat(settings.reset(this.session)).isTrue();
		assertThat(setting("client_connection_check_interval")).isEqualTo("2s");
		assertIsSetUp();
	}

	@Test
	void goesWithoutThatWhereThePlatformCannot() throws SQLException {
		OwnSessionSettings settings = settings("SET client_connection_check_interval = 'never';\n");
		settings.apply(this.session);
		assertIsSetUp();
		assertThat(settings.reset(this.session)).isTrue();
		assertIsSetUp();
		assertThat(setting("client_connection_check_interval")).isEqualTo("0");
	}

	@Test
	void hidesNoOtherFailure() {
		OwnSessionSettings settings = settings("SELECT 1/0;\n");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> settings.apply(this.session))
			.withMessageContaining("division by zero");
	}

	private OwnSessionSettings settings(String noticeDeadClient) {
		return new OwnSessionSettings(this.probe, "test", Duration.ofSeconds(7), GIVEN, null, noticeDeadClient);
	}

	private void assertIsSetUp() {
		assertThat(setting("lock_timeout")).isEqualTo("7s");
		assertThat(setting("work_mem")).isEqualTo("1234kB");
		assertThat(setting("application_name")).isEqualTo("test");
	}

	private String setting(String name) {
		return this.session.jdbc()
			.sql("SELECT current_setting(:name)")
			.param("name", name)
			.query(String.class)
			.single();
	}

}
