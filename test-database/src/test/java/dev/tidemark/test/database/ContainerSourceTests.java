package dev.tidemark.test.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

@Tag("postgres")
class ContainerSourceTests {

	private static final String IMAGE = System.getProperty(ServerSource.IMAGE, "postgres:18");

	@BeforeEach
	void needsDocker() {
		assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "needs Docker, which does not answer here");
	}

	@Test
	void startsAContainerWithTheSettingsAndStopsIt() throws IOException {
		TestServer server = new ContainerSource(IMAGE, List.of("max_connections=17")).start();
		TestDatabase database = server.createDatabase();
		assertThat(database.jdbc().sql("SELECT current_database()::text").query(String.class).single())
			.isEqualTo(database.name());
		assertThat(server.setting("max_connections")).isEqualTo("17");
		assertThat(server.setting("fsync")).isEqualTo("off");
		server.stop();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.dataSource().getConnection().close());
	}

}
