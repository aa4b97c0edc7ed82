package dev.tidemark.test.database;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServerAddressTests {

	@Test
	void keepsTheParametersOfAUrlButNotItsLogin() {
		ServerAddress address = address(
				"jdbc:postgresql://db.example:5433/app?user=me&password=a%26b&sslmode=require&ApplicationName=x%20y");
		assertThat(address.username()).isEqualTo("me");
		assertThat(address.password()).isEqualTo("a&b");
		assertThat(address.jdbcUrl("other"))
			.isEqualTo("jdbc:postgresql://db.example:5433/other?ApplicationName=x+y&sslmode=require");
	}

	@Test
	void hasDefaults() {
		ServerAddress address = address("jdbc:postgresql:app");
		assertThat(address.username()).isEqualTo("postgres");
		assertThat(address.password()).isEmpty();
		assertThat(address.jdbcUrl("app")).isEqualTo("jdbc:postgresql://localhost:5432/app");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[::1]", "::1" })
	void putsAnAddressOfVersionSixInBrackets(String host) {
		assertThat(new ServerAddress(host, 5432, "me", "", Map.of()).jdbcUrl("app"))
			.isEqualTo("jdbc:postgresql://[::1]:5432/app");
	}

	@Test
	void replacesParameters() {
		ServerAddress address = address("jdbc:postgresql://db.example/app?sslmode=require");
		assertThat(address.with("127.0.0.1", 1234, Map.of("sslmode", "disable")).jdbcUrl("app"))
			.isEqualTo("jdbc:postgresql://127.0.0.1:1234/app?sslmode=disable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:mysql://secret@db.example/app", "jdbc:postgresql://a,b/app?password=secret" })
	void refusesAnythingButOnePostgresHostWithoutRepeatingIt(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(url))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void showsNoLogin() {
		assertThat(address("jdbc:postgresql://db.example/app?user=me&password=secret")).hasToString("db.example:5432");
	}

	private static ServerAddress address(String url) {
		return ServerAddress.of(ServerAddress.parse(url));
	}

}
