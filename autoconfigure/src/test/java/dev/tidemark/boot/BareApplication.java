package dev.tidemark.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * A real main class that needs nothing but Boot.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BareApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(BareApplication.class, arguments);
	}

}
