package dev.tidemark.application;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application in a package of its own: what scans it finds nothing of ours.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OrdersApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(OrdersApplication.class, arguments);
	}

}
