package dev.tidemark.test.database;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EmbeddedSourceTests {

	@Test
	void startsServersOfTwoVersionsSideBySideThatDoNotWaitForTheDisk() throws IOException {
		TestServer fourteen = new EmbeddedSource(14, List.of()).start();
		try (TestDatabase old = fourteen.createDatabase()) {
			TestServer newest = new EmbeddedSource(PostgresBinaries.NEWEST, List.of()).start();
			try (TestDatabase current = newest.createDatabase()) {
				assertThat(old.serverVersion()).isEqualTo(14);
				assertThat(current.serverVersion()).isEqualTo(18);
				assertThat(encoding(old)).isEqualTo("UTF8");
				assertThat(encoding(current)).isEqualTo("UTF8");
				assertThat(newest.setting("fsync")).isEqualTo("off");
			}
			finally {
				newest.stop();
			}
		}
		finally {
			fourteen.stop();
		}
	}

	@Test
	void appliesTheSettings() throws IOException {
		TestServer server = new EmbeddedSource(PostgresBinaries.NEWEST, List.of("fsync=on", "max_connections=17"))
			.start();
		try {
			assertThat(server.setting("fsync")).isEqualTo("on");
			assertThat(server.setting("max_connections")).isEqualTo("17");
		}
		finally {
			server.stop();
		}
	}

	@Test
	void refusesASettingThatTheShellWouldChange() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EmbeddedSource(PostgresBinaries.NEWEST, List.of("work_mem=$(id)")).start())
			.withMessageContaining("work_mem=$(id)");
	}

	@Test
	void tellsHowToGetAVersionThatIsNotThere() {
		assertThatIllegalStateException().isThrownBy(() -> new EmbeddedSource(9, List.of()).start())
			.withMessageContaining("There are no PostgreSQL 9 binaries")
			.withMessageContaining("mvn dependency:get");
	}

	private static String encoding(TestDatabase database) {
		return database.jdbc().sql("SHOW server_encoding").query(String.class).single();
	}

}
