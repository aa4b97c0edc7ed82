package dev.tidemark.boot.endpoint;

import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What the endpoint shows.
 *
 * @param databases the databases by name
 */
public record MigrationsDescriptor(Map<String, DatabaseDescriptor> databases) implements OperationResponseBody {

}
