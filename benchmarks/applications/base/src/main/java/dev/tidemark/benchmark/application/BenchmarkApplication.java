package dev.tidemark.benchmark.application;

import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Opens one pooled connection as it starts, tells when it is ready, and ends.
 */
@SpringBootApplication
public class BenchmarkApplication {

	/**
	 * Starts the application.
	 * @param args the arguments of Spring Boot
	 */
	public static void main(String[] args) {
		SpringApplication.run(BenchmarkApplication.class, args).close();
	}

	@Bean
	static OneConnection oneConnection(DataSource dataSource) {
		return new OneConnection(dataSource);
	}

	@Bean
	static ReadyReport readyReport() {
		return new ReadyReport();
	}

}
