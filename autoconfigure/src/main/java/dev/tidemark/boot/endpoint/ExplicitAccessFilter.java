package dev.tidemark.boot.endpoint;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.Operation;
import org.springframework.boot.actuate.endpoint.OperationFilter;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Lets the endpoint write only where a setting of its access says {@code unrestricted}:
 * not where a deprecated setting enables endpoints, which says nothing of writing.
 *
 * @param <O> the operations of one technology
 */
public final class ExplicitAccessFilter<O extends Operation> implements OperationFilter<O> {

	private static final EndpointId MIGRATIONS = EndpointId.of("migrations");

	private final boolean unrestricted;

	/**
	 * Creates a filter.
	 * @param environment holds the settings
	 */
	public ExplicitAccessFilter(Environment environment) {
		Binder binder = Binder.get(environment);
		Access byDefault = binder.bind("management.endpoints.access.default", Access.class).orElse(Access.READ_ONLY);
		this.unrestricted = binder.bind("management.endpoint.migrations.access", Access.class)
			.orElse(byDefault) == Access.UNRESTRICTED;
	}

	@Override
	public boolean match(O operation, EndpointId endpointId, Access defaultAccess) {
		return this.unrestricted || operation.getType() == OperationType.READ || !endpointId.equals(MIGRATIONS);
	}

}
