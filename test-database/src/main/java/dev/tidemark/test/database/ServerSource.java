package dev.tidemark.test.database;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.testcontainers.DockerClientFactory;

/**
 * Which server a test runs on; equal values share one.
 */
sealed interface ServerSource permits EmbeddedSource, ContainerSource, GivenSource {

	String DATABASE = "tidemark.test.database";

	String VERSION = "tidemark.test.postgres.version";

	String IMAGE = "tidemark.test.postgres.image";

	TestServer start() throws IOException;

	/**
	 * The settings that the server is started with.
	 */
	List<String> settings();

	static ServerSource of(PostgresTest request, Function<String, Optional<String>> configuration) {
		if (!request.urlFrom().isEmpty()) {
			return new GivenSource(configuration.apply(request.urlFrom()).orElseThrow(), request.urlFrom());
		}
		String choice = configuration.apply(DATABASE).orElse("auto");
		return switch (choice) {
			case "auto" -> DockerClientFactory.instance().isDockerAvailable() ? container(request, configuration)
					: embedded(request, configuration);
			case "testcontainers" -> container(request, configuration);
			case "embedded" -> embedded(request, configuration);
			default -> given(choice);
		};
	}

	private static ServerSource embedded(PostgresTest request, Function<String, Optional<String>> configuration) {
		return new EmbeddedSource(version(request, configuration).orElse(PostgresBinaries.NEWEST),
				List.of(request.settings()));
	}

	private static ServerSource container(PostgresTest request, Function<String, Optional<String>> configuration) {
		String image = configuration.apply(IMAGE)
			.orElseGet(() -> "postgres:" + version(request, configuration).orElse(18));
		return new ContainerSource(image, List.of(request.settings()));
	}

	private static ServerSource given(String url) {
		if (!url.startsWith("jdbc:postgresql:")) {
			throw new IllegalArgumentException(DATABASE
					+ " is neither auto, testcontainers, embedded nor a URL that starts with jdbc:postgresql:");
		}
		return new GivenSource(url, DATABASE);
	}

	private static Optional<Integer> version(PostgresTest request, Function<String, Optional<String>> configuration) {
		return (request.version() != 0) ? Optional.of(request.version())
				: configuration.apply(VERSION).map(Integer::valueOf);
	}

}
