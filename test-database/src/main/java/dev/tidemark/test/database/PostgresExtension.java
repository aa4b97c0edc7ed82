package dev.tidemark.test.database;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills in the servers and databases of a {@link PostgresTest}.
 */
final class PostgresExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	private static final Logger logger = LoggerFactory.getLogger(PostgresExtension.class);

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(PostgresExtension.class);

	private static final List<Class<?>> TYPES = List.of(TestDatabase.class, TestServer.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		skipUnlessFitting(request(context), context);
		fill(context.getRequiredTestClass(), null, ModifierSupport::isStatic, context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		skipUnlessFitting(request(context), context);
		context.getRequiredTestInstances()
			.getAllInstances()
			.forEach((instance) -> fill(instance.getClass(), instance, ModifierSupport::isNotStatic, context));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return TYPES.contains(parameter.getParameter().getType());
	}

	@Override
	public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
		Parameter parameter = parameterContext.getParameter();
		return resolve(parameter.getType(), context);
	}

	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
		return ExtensionContextScope.TEST_METHOD;
	}

	private static void fill(Class<?> type, @Nullable Object instance, Predicate<Field> which,
			ExtensionContext context) {
		ReflectionSupport
			.findFields(type, which.and((field) -> TYPES.contains(field.getType())), HierarchyTraversalMode.TOP_DOWN)
			.forEach((field) -> set(field, instance, resolve(field.getType(), context)));
	}

	private static void set(Field field, @Nullable Object instance, Object value) {
		try {
			field.setAccessible(true);
			field.set(instance, value);
		}
		catch (IllegalAccessException ex) {
			throw new ExtensionConfigurationException("The field %s cannot be set: is it final?".formatted(field), ex);
		}
	}

	private static Object resolve(Class<?> type, ExtensionContext context) {
		PostgresTest request = request(context);
		TestServer server = server(source(request, context), context);
		return (type == TestServer.class) ? server : database(server, request, context);
	}

	private static PostgresTest request(ExtensionContext context) {
		return context.getTestMethod()
			.flatMap((method) -> AnnotationSupport.findAnnotation(method, PostgresTest.class))
			.or(() -> ofClass(context))
			.orElseThrow(() -> new ExtensionConfigurationException(
					"Neither the test nor its class is annotated with @PostgresTest"));
	}

	private static Optional<PostgresTest> ofClass(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), PostgresTest.class,
				context.getEnclosingTestClasses());
	}

	private static ServerSource source(PostgresTest request, ExtensionContext context) {
		return ServerSource.of(request, (name) -> configuration(name, context));
	}

	private static Optional<String> configuration(String name, ExtensionContext context) {
		return context.getConfigurationParameter(name).or(() -> Optional.ofNullable(System.getenv(name)));
	}

	private static TestServer server(ServerSource source, ExtensionContext context) {
		return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
			.computeIfAbsent(source, RunningServer::start, RunningServer.class)
			.server();
	}

	private static void skipUnlessFitting(PostgresTest request, ExtensionContext context) {
		Assumptions.assumeTrue(request.urlFrom().isEmpty() || configuration(request.urlFrom(), context).isPresent(),
				() -> "needs %s, the JDBC URL of a server".formatted(request.urlFrom()));
		if (request.version() != 0 || request.settings().length > 0) {
			ServerSource source = source(request, context);
			TestServer server = server(source, context);
			Assumptions.assumeTrue(request.version() == 0 || request.version() == server.version(),
					() -> "needs PostgreSQL %d, but %s has version %d".formatted(request.version(), source,
							server.version()));
			Arrays.stream(request.settings())
				.filter((setting) -> !source.settings().contains(setting))
				.forEach((setting) -> Assumptions.assumeTrue(server.has(setting),
						() -> "needs the server setting %s, but %s has another".formatted(setting, source)));
		}
	}

	/**
	 * A nested class shares what is static in the class around it; a method shares
	 * nothing with its class.
	 */
	private static TestDatabase database(TestServer server, PostgresTest request, ExtensionContext context) {
		DatabaseKey key = new DatabaseKey(server, request.template(), context.getTestMethod().isPresent());
		return context.getStore(NAMESPACE)
			.computeIfAbsent(key, (absent) -> server.createDatabase(request.template()), TestDatabase.class);
	}

	private record DatabaseKey(TestServer server, Class<? extends DatabaseTemplate> template, boolean ofMethod) {

	}

	private record RunningServer(TestServer server) implements AutoCloseable {

		static RunningServer start(ServerSource source) {
			try {
				TestServer server = source.start();
				logger.info("The tests run on {}: {}", server, source);
				return new RunningServer(server);
			}
			catch (IOException ex) {
				throw new IllegalStateException("No PostgreSQL could be started as " + source, ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.server.stop();
		}

	}

}
