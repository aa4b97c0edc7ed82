package dev.tidemark.boot.autoconfigure;

import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * The paths of the application's own port at which actuator answers. Thread-safe.
 */
final class ActuatorPaths {

	private final ObjectProvider<PathMappedEndpoints> endpoints;

	ActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints) {
		this.endpoints = endpoints;
	}

	boolean contain(String path) {
		PathMappedEndpoints mapped = this.endpoints.getIfAvailable();
		return mapped != null && paths(mapped).anyMatch((root) -> path.equals(root) || path.startsWith(root + "/"));
	}

	private static Stream<String> paths(PathMappedEndpoints mapped) {
		String base = mapped.getBasePath();
		// with the base path '/' actuator stands beside the application's own paths
		Stream<String> roots = (base.isEmpty() || base.equals("/")) ? mapped.getAllPaths().stream() : Stream.of(base);
		Stream<String> additional = mapped.stream()
			.flatMap((endpoint) -> endpoint.getAdditionalPaths(WebServerNamespace.SERVER).stream())
			.map((path) -> path.startsWith("/") ? path : "/" + path);
		return Stream.concat(roots, additional);
	}

}
