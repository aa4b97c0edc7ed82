package dev.tidemark.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tidemark.test.database.TestDatabase;

import static org.awaitility.Awaitility.await;

/**
 * A real application on free ports of this machine, started in a thread of its own.
 */
public final class TestApplication implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	// Tomcat is for the servlet ones here
	private static final List<String> TOMCAT_IN_REACTIVE_APPLICATIONS = List.of(
			"org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
			"org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration");

	// kept, since its level goes with it
	private static final Logger TOMCAT = Logger.getLogger("org.apache");

	static {
		TOMCAT.setLevel(Level.WARNING);
	}

	private final SpringApplication application;

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final Map<String, Integer> ports = new ConcurrentHashMap<>();

	private final CompletableFuture<ConfigurableApplicationContext> made = new CompletableFuture<>();

	private final CompletableFuture<ConfigurableApplicationContext> ready = new CompletableFuture<>();

	public TestApplication(Class<?>... sources) {
		LogLines.keep();
		this.application = new SpringApplication(sources);
		this.application.setRegisterShutdownHook(false);
		this.application.setLogStartupInfo(false);
		this.application.addInitializers(this.made::complete);
		with("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
				"management.endpoints.web.exposure.include=*", "spring.datasource.hikari.maximum-pool-size=2",
				"tidemark.connect-timeout=0s",
				// a test may have made something before
				"tidemark.baseline.on-existing=migrate",
				"spring.autoconfigure.exclude=" + String.join(",", TOMCAT_IN_REACTIVE_APPLICATIONS));
		this.application.addListeners(this::remember);
	}

	private void remember(ApplicationEvent event) {
		if (event instanceof WebServerInitializedEvent server) {
			this.ports.put(String.valueOf(server.getApplicationContext().getServerNamespace()),
					server.getWebServer().getPort());
		}
	}

	/**
	 * Sets properties; a later one of the same name wins.
	 */
	public TestApplication with(String... others) {
		for (String property : others) {
			this.properties.put(property.substring(0, property.indexOf('=')), property);
		}
		return this;
	}

	public TestApplication on(TestDatabase database, MigrationFolder folder) {
		return on(database, database.jdbcUrl(), folder);
	}

	public TestApplication on(TestDatabase database, String url, MigrationFolder folder) {
		return with("spring.datasource.url=" + url, "spring.datasource.username=" + database.username(),
				"spring.datasource.password=" + database.password(), "tidemark.locations=" + folder.location());
	}

	/**
	 * Begins the start and returns at once.
	 */
	public TestApplication begin() {
		Thread thread = new Thread(() -> {
			try {
				this.ready.complete(this.application.run(arguments()));
			}
			catch (Throwable ex) {
				this.ready.completeExceptionally(ex);
			}
		}, "test-application");
		thread.setDaemon(true);
		thread.start();
		return this;
	}

	private String[] arguments() {
		return this.properties.values().stream().map((property) -> "--" + property).toArray(String[]::new);
	}

	/**
	 * Starts and returns once the application is ready; throws what the start threw.
	 */
	public TestApplication start() {
		begin();
		awaitReady();
		return this;
	}

	public void awaitReady() {
		try {
			this.ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	public boolean isReady() {
		return this.ready.isDone();
	}

	/**
	 * Returns the context, maybe before it is ready.
	 */
	public ConfigurableApplicationContext context() {
		return this.made.join();
	}

	public int port() {
		return port("null");
	}

	public int managementPort() {
		return port("management");
	}

	private int port(String namespace) {
		await().atMost(PATIENCE).until(() -> this.ports.containsKey(namespace) || this.ready.isDone());
		Integer port = this.ports.get(namespace);
		if (port == null) {
			awaitReady();
			throw new IllegalStateException("No server of namespace " + namespace + " was started");
		}
		return port;
	}

	public HttpResponse<String> get(String path) {
		return get(port(), path);
	}

	public HttpResponse<String> get(int port, String path) {
		return send(request(port, path).build());
	}

	/**
	 * Posts JSON.
	 */
	public HttpResponse<String> post(String path) {
		return send(request(port(), path).POST(HttpRequest.BodyPublishers.ofString("{}"))
			.header("Content-Type", "application/json")
			.build());
	}

	private static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
	}

	private static HttpResponse<String> send(HttpRequest request) {
		try {
			return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(request.toString(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		@Nullable ConfigurableApplicationContext context = this.made.getNow(null);
		if (context != null) {
			context.close();
		}
	}

}
