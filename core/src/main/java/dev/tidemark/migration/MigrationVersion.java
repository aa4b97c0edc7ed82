package dev.tidemark.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a {@link JavaMigration} its version, on the class or on the bean method.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface MigrationVersion {

	/**
	 * The version, such as {@code 006} or {@code 1.2}.
	 * @return the version
	 */
	String value();

	/**
	 * The name; by default that of the class or bean.
	 * @return the name, or empty for the default
	 */
	String name() default "";

}
