package dev.tidemark.boot.autoconfigure;

import java.util.function.Predicate;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

import dev.tidemark.boot.readiness.MigrationGate;
import dev.tidemark.boot.readiness.ReactiveGateFilter;
import dev.tidemark.boot.readiness.ServletGateFilter;
import dev.tidemark.boot.startup.MigrationPhase;

/**
 * Keeps requests out until the first run has succeeded.
 */
@AutoConfiguration(after = TidemarkAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean(MigrationPhase.class)
public final class MigrationGateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationGate migrationGate(MigrationPhase phase, TidemarkProperties properties,
			ObjectProvider<ActuatorPaths> actuatorPaths) {
		Predicate<String> exempt = (path) -> {
			ActuatorPaths paths = actuatorPaths.getIfAvailable();
			return paths != null && paths.contain(path);
		};
		return new MigrationGate(phase, properties.isGateClosedAtFirst(), exempt);
	}

	/**
	 * Requests for actuator pass always.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints",
			"org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties" })
	static class ActuatorConfiguration {

		@Bean
		ActuatorPaths tidemarkActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
			return new ActuatorPaths(endpoints, ManagementPortType.get(environment) != ManagementPortType.SAME);
		}

	}

	/**
	 * The gate of a servlet application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass(Filter.class)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<ServletGateFilter> migrationGateFilter(MigrationGate gate) {
			FilterRegistrationBean<ServletGateFilter> registration = new FilterRegistrationBean<>(
					new ServletGateFilter(gate));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	/**
	 * The gate of a reactive application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnClass(WebFilter.class)
	static class ReactiveConfiguration {

		@Bean
		ReactiveGateFilter migrationGateFilter(MigrationGate gate, ApplicationContext context) {
			return new ReactiveGateFilter(gate, context);
		}

	}

}
