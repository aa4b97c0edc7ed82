package dev.tidemark.boot.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.authoring.CreateSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What leaves the process.
 */
class CommandOutputTests {

	@Test
	void aPipeGetsEveryCharacterWhateverThePlatformCanSay() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream ascii = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
		new Terminal(ascii, ascii, false, false).print("INSERT INTO people VALUES ('Müller')");
		assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("INSERT INTO people VALUES ('Müller')");
	}

	@ParameterizedTest
	@ValueSource(strings = { "migrate", "migrate --verbose" })
	void anErrorShowsNoCredentialsOfAUrl(String command) {
		CommandRun run = CommandRun.asOneStream(
				Migrator.of(new Quoting(), MigratorSettings.defaults().withFailOnMissingLocation(false)),
				new CreateSettings(null, null, null), command);
		assertThat(run.code()).isEqualTo(1);
		assertThat(run.out()).contains("jdbc:postgresql://db/orders").doesNotContain("geheim");
	}

	/**
	 * Fails as a pool that cannot read its URL does.
	 */
	private static final class Quoting extends AbstractDataSource {

		@Override
		public Connection getConnection() {
			throw new IllegalStateException(
					"Failed to get driver instance for jdbcUrl=jdbc:postgresql://db/orders?user=app&password=geheim");
		}

		@Override
		public Connection getConnection(String username, String password) {
			return getConnection();
		}

	}

}
