package dev.tidemark.sample.database;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseVariablesTests {

	private static final Map<String, String> ALL = Map.of("DATABASE_HOST", "db.example.org", "DATABASE_PORT", "5433",
			"DATABASE_NAME", "projects", "DATABASE_USER", "app", "DATABASE_PASSWORD", "secret");

	@Test
	void nameADatabase() {
		DatabaseVariables variables = of(ALL);
		assertThat(variables.given()).isTrue();
		JdbcConnectionDetails details = variables.connectionDetails();
		assertThat(details.getJdbcUrl()).isEqualTo("jdbc:postgresql://db.example.org:5433/projects");
		assertThat(details.getUsername()).isEqualTo("app");
		assertThat(details.getPassword()).isEqualTo("secret");
	}

	@Test
	void areNotGivenWhereAllAreEmptyOrMissing() {
		assertThat(of(Map.of()).given()).isFalse();
		assertThat(of(Map.of("DATABASE_HOST", "", "DATABASE_PORT", " ", "DATABASE_PASSWORD", "")).given()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD" })
	void nameTheOneThatIsMissing(String missing) {
		Map<String, String> values = new HashMap<>(ALL);
		values.remove(missing);
		assertRefused(values, "    " + missing + " is not set");
	}

	@Test
	void nameAllThatAreMissing() {
		assertRefused(Map.of("DATABASE_HOST", "localhost", "DATABASE_USER", ""), "    DATABASE_PORT is not set",
				"    DATABASE_NAME is not set", "    DATABASE_USER is not set", "    DATABASE_PASSWORD is not set");
	}

	@Test
	void allowAnEmptyPassword() {
		Map<String, String> values = new HashMap<>(ALL);
		values.put("DATABASE_PASSWORD", "");
		assertThat(of(values).connectionDetails().getPassword()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "0", "65536", "-1", "54 32", "tcp://10.0.0.1:5432", "5432/projects" })
	void refuseWhatIsNoPort(String port) {
		Map<String, String> values = new HashMap<>(ALL);
		values.put("DATABASE_PORT", port);
		assertRefused(values, "    DATABASE_PORT is not a port, a number from 1 to 65535");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "localhost:5432", "postgres://app:secret@db/projects", "db/projects", "db?ssl=true", "a b" })
	void refuseWhatIsNoHost(String host) {
		Map<String, String> values = new HashMap<>(ALL);
		values.put("DATABASE_HOST", host);
		assertRefused(values, "    DATABASE_HOST is not a host name or address");
	}

	@ParameterizedTest
	@CsvSource({ "[::1], jdbc:postgresql://[::1]:5433/projects", "10.0.0.7, jdbc:postgresql://10.0.0.7:5433/projects" })
	void takeAnAddressForTheHost(String host, String url) {
		Map<String, String> values = new HashMap<>(ALL);
		values.put("DATABASE_HOST", host);
		assertThat(of(values).connectionDetails().getJdbcUrl()).isEqualTo(url);
	}

	@Test
	void cannotAddSettingsToTheUrl() {
		Map<String, String> values = new HashMap<>(ALL);
		values.put("DATABASE_NAME", "a/b?ssl=false");
		assertThat(of(values).connectionDetails().getJdbcUrl())
			.isEqualTo("jdbc:postgresql://db.example.org:5433/a%2Fb%3Fssl%3Dfalse");
	}

	private static void assertRefused(Map<String, String> values, String... lines) {
		assertThatExceptionOfType(DatabaseSetupException.class).isThrownBy(of(values)::connectionDetails)
			.satisfies((failure) -> assertThat(String.valueOf(failure.getMessage()).lines().skip(1))
				.containsExactly(lines))
			.satisfies((failure) -> assertThat(failure.getMessage() + failure.action()).doesNotContain("secret"));
	}

	private static DatabaseVariables of(Map<String, String> values) {
		MockEnvironment environment = new MockEnvironment();
		values.forEach(environment::setProperty);
		return DatabaseVariables.of(environment);
	}

}
