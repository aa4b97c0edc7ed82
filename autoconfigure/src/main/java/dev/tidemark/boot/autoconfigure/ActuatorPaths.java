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

	private final boolean ownPort;

	ActuatorPaths(ObjectProvider<PathMappedEndpoints> endpoints, boolean ownPort) {
		this.endpoints = endpoints;
		this.ownPort = ownPort;
	}

	boolean contain(String path) {
		PathMappedEndpoints mapped = this.endpoints.getIfAvailable();
		return mapped != null && paths(mapped).anyMatch((root) -> path.equals(root) || path.startsWith(root + "/"));
	}

	private Stream<String> paths(PathMappedEndpoints mapped) {
		Stream<String> additional = mapped.stream()
			.flatMap((endpoint) -> endpoint.getAdditionalPaths(WebServerNamespace.SERVER).stream())
			.map((path) -> path.startsWith("/") ? path : "/" + path);
		return this.ownPort ? additional : Stream.concat(roots(mapped), additional);
	}

	private static Stream<String> roots(PathMappedEndpoints mapped) {
		String base = mapped.getBasePath();
		// with the base path '/' actuator stands beside the application's own paths
		return (base.isEmpty() || base.equals("/")) ? mapped.getAllPaths().stream() : Stream.of(base);
	}

}
