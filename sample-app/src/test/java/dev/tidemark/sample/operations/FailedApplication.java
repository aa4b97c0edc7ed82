package dev.tidemark.sample.operations;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tidemark.sample.SampleApplication;
import dev.tidemark.test.database.TestDatabase;

/**
 * The sample application after a migration that failed: it stays up and refuses traffic.
 */
final class FailedApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private FailedApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static FailedApplication start(TestDatabase database, Path directory) throws IOException {
		Files.writeString(directory.resolve("001_broken.sql"), "SELECT 1 / 0");
		Map<String, Object> settings = Map.of("server.port", "0", "spring.datasource.url", database.jdbcUrl(),
				"spring.datasource.username", database.username(), "spring.datasource.password", database.password(),
				"tidemark.locations", "file:" + directory, "tidemark.on-failure", "refuse-traffic");
		return new FailedApplication(new SpringApplicationBuilder(SampleApplication.class).run(settings.entrySet()
			.stream()
			.map((setting) -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
			.toArray(String[]::new)));
	}

	String address() {
		return "127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	String scrape() throws IOException, InterruptedException {
		return get("http://" + address() + "/actuator/prometheus");
	}

	static String get(String uri) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
