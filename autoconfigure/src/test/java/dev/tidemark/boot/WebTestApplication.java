package dev.tidemark.boot;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A service, servlet or reactive, that serves what the migrations make.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WebTestApplication {

	/**
	 * Counts the requests that reach it.
	 */
	@RestController
	public static class Api {

		private final JdbcClient jdbc;

		private final AtomicInteger calls = new AtomicInteger();

		Api(JdbcClient jdbc) {
			this.jdbc = jdbc;
		}

		@GetMapping({ "/api/users", "/info", "/actuator-like" })
		String users() {
			this.calls.incrementAndGet();
			return this.jdbc.sql("SELECT count(*) FROM users").query(String.class).single();
		}

		public int calls() {
			return this.calls.get();
		}

	}

}
