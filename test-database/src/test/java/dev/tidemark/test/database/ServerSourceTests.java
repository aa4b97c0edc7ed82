package dev.tidemark.test.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServerSourceTests {

	@Test
	void isEmbeddedOfTheNewestVersionUnlessToldOtherwise() {
		assertThat(source(Any.class, Map.of(ServerSource.DATABASE, "embedded")))
			.isEqualTo(new EmbeddedSource(PostgresBinaries.NEWEST, List.of()));
	}

	@Test
	void isEmbeddedOfTheConfiguredVersion() {
		assertThat(source(Any.class, Map.of(ServerSource.DATABASE, "embedded", ServerSource.VERSION, "16")))
			.isEqualTo(new EmbeddedSource(16, List.of()));
	}

	@Test
	void isOfTheVersionAndSettingsThatTheTestAsksFor() {
		assertThat(source(Fourteen.class, Map.of(ServerSource.DATABASE, "embedded", ServerSource.VERSION, "16")))
			.isEqualTo(new EmbeddedSource(14, List.of("wal_level=logical")));
	}

	@Test
	void isAContainerOfTheVersion() {
		assertThat(source(Any.class, Map.of(ServerSource.DATABASE, "testcontainers")))
			.isEqualTo(new ContainerSource("postgres:18", List.of()));
		assertThat(source(Fourteen.class, Map.of(ServerSource.DATABASE, "testcontainers")))
			.isEqualTo(new ContainerSource("postgres:14", List.of("wal_level=logical")));
	}

	@Test
	void isAContainerOfTheGivenImageWhateverTheVersion() {
		assertThat(source(Fourteen.class,
				Map.of(ServerSource.DATABASE, "testcontainers", ServerSource.IMAGE, "example/postgres:15")))
			.isEqualTo(new ContainerSource("example/postgres:15", List.of("wal_level=logical")));
	}

	@Test
	void isAContainerByItselfOnlyWhereDockerAnswers() {
		Class<?> expected = DockerClientFactory.instance().isDockerAvailable() ? ContainerSource.class
				: EmbeddedSource.class;
		assertThat(source(Any.class, Map.of())).isInstanceOf(expected);
		assertThat(source(Any.class, Map.of(ServerSource.DATABASE, "auto"))).isInstanceOf(expected);
	}

	@Test
	void isTheGivenServer() {
		String url = "jdbc:postgresql://db.example/postgres?user=me";
		assertThat(source(Fourteen.class, Map.of(ServerSource.DATABASE, url)))
			.isEqualTo(new GivenSource(url, ServerSource.DATABASE));
	}

	@Test
	void doesNotShowThePasswordOfAGivenServer() {
		assertThat(new GivenSource("jdbc:postgresql://db.example/postgres?user=me&password=secret", "X").toString())
			.doesNotContain("secret");
	}

	@Test
	void refusesAWordThatIsNoChoice() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> source(Any.class, Map.of(ServerSource.DATABASE, "docker")))
			.withMessageContaining("neither auto, testcontainers, embedded nor a URL");
	}

	private static ServerSource source(Class<?> test, Map<String, String> configuration) {
		return ServerSource.of(test.getAnnotation(PostgresTest.class),
				(name) -> Optional.ofNullable(configuration.get(name)));
	}

	@PostgresTest
	private static final class Any {

	}

	@PostgresTest(version = 14, settings = "wal_level=logical")
	private static final class Fourteen {

	}

}
