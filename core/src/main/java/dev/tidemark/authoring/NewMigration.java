package dev.tidemark.authoring;

import org.jspecify.annotations.Nullable;

/**
 * A migration to be written. Immutable.
 *
 * @param description what it does, in words; its name is made of it
 * @param javaPackage the package of a Java migration, or {@code null} for one in SQL
 */
public record NewMigration(String description, @Nullable String javaPackage) {

	/**
	 * A migration in SQL.
	 * @param description what it does
	 * @return the request
	 */
	public static NewMigration sql(String description) {
		return new NewMigration(description, null);
	}

	/**
	 * A migration in Java.
	 * @param description what it does
	 * @param javaPackage the package of the class
	 * @return the request
	 */
	public static NewMigration java(String description, String javaPackage) {
		return new NewMigration(description, javaPackage);
	}

}
