package dev.tidemark.test.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test a real PostgreSQL: parameters and fields of the types {@link TestDatabase}
 * and {@link TestServer} are filled in.
 * <p>
 * Every test method has a new database, the same for the method itself, for
 * {@code @BeforeEach} and {@code @AfterEach} methods and for instance fields; it is
 * dropped after the method. Static fields and the parameters of {@code @BeforeAll}
 * methods share one database per class, which is dropped after the class.
 * <p>
 * The server is started when the first test asks for it and is stopped after the last
 * one. JUnit configuration parameters (or system properties) choose it:
 * <ul>
 * <li>{@code tidemark.test.database}: {@code auto} (default: Testcontainers where Docker
 * answers, else embedded), {@code testcontainers}, {@code embedded}, or a JDBC URL with
 * the user and password of somebody who may create databases;</li>
 * <li>{@code tidemark.test.postgres.version}: the major version of the embedded server or
 * of the container, by default the newest on the class path or 18;</li>
 * <li>{@code tidemark.test.postgres.image}: the container's image, by default
 * {@code postgres:} and the version.</li>
 * </ul>
 * All tests with this annotation have the tag {@code postgres}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Tag("postgres")
@ExtendWith(PostgresExtension.class)
public @interface PostgresTest {

	/**
	 * The major version that the test needs, such as {@code 14}; 0 for any. A test whose
	 * server cannot be chosen (a JDBC URL, an image) is skipped where the server is of
	 * another version.
	 * @return the major version, or 0
	 */
	int version() default 0;

	/**
	 * Server settings that the test needs, such as {@code "max_connections=10"}, written
	 * as {@code SHOW} prints them. Each combination starts a server of its own, where
	 * {@code fsync} is off unless set here; a test that runs on a server given by JDBC
	 * URL is skipped where one differs.
	 * @return settings in the form {@code name=value}
	 */
	String[] settings() default {};

	/**
	 * The name of the environment variable, or JUnit configuration parameter, that holds
	 * the JDBC URL of the server that the test needs, such as one with an extension.
	 * Where it is not set, the test is skipped.
	 * @return a name such as {@code TIDEMARK_CITUS_URL}; empty for the server of all
	 * other tests
	 */
	String urlFrom() default "";

	/**
	 * What fills the template that the databases are cloned from; the databases are empty
	 * by default. A template is filled once per server.
	 * @return a class with a constructor without parameters
	 */
	Class<? extends DatabaseTemplate> template() default DatabaseTemplate.Empty.class;

}
