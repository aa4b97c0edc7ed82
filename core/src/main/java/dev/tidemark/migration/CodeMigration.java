package dev.tidemark.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * A {@link JavaMigration} with the version and name that it is known by.
 *
 * @param version the version
 * @param name the name
 * @param script the class name
 * @param reversible whether it can be undone
 * @param code what runs
 */
public record CodeMigration(Version version, String name, String script, boolean reversible,
		JavaMigration code) implements Migration {

	private static final Pattern VERSIONED_NAME = Pattern.compile("[Vv](?<version>[0-9]+(_[0-9]+)*)__(?<name>.+)");

	/**
	 * Reads version and name from the object's class.
	 * @param code the migration
	 * @return the described migration
	 * @throws InvalidMigrationsException if the class tells no version
	 */
	public static CodeMigration of(JavaMigration code) {
		Class<?> type = ClassUtils.getUserClass(code);
		boolean nameless = type.isAnonymousClass() || type.isSynthetic();
		return of(code, nameless ? "" : type.getSimpleName(), type.getAnnotation(MigrationVersion.class));
	}

	/**
	 * Reads version and name from an annotation or a name.
	 * @param code the migration
	 * @param name a bean or class name
	 * @param annotation the annotation found on the bean, or {@code null}
	 * @return the described migration
	 * @throws InvalidMigrationsException if neither tells a version
	 */
	public static CodeMigration of(JavaMigration code, String name, @Nullable MigrationVersion annotation) {
		return of(ClassUtils.getUserClass(code), code, name, annotation);
	}

	/**
	 * Reads version and name from an annotation or a name, where the object is made late.
	 * @param made the class of the migration
	 * @param code runs it
	 * @param name a bean or class name
	 * @param annotation the annotation found on the bean, or {@code null}
	 * @return the described migration
	 * @throws InvalidMigrationsException if neither tells a version
	 */
	public static CodeMigration of(Class<?> made, JavaMigration code, String name,
			@Nullable MigrationVersion annotation) {
		Class<?> type = ClassUtils.getUserClass(made);
		Matcher matcher = VERSIONED_NAME.matcher(name);
		boolean named = matcher.matches();
		String version = (annotation != null) ? annotation.value() : named ? matcher.group("version") : "";
		String plainName = (annotation != null && !annotation.name().isEmpty()) ? annotation.name()
				: named ? matcher.group("name") : name;
		return new CodeMigration(Version.find(version).orElseThrow(() -> withoutVersion(type, name, version)),
				plainName, className(type), overridesDown(type), code);
	}

	private static String className(Class<?> type) {
		// what follows is another number at every start
		int lambda = type.getName().indexOf("$$Lambda");
		return (lambda > 0) ? type.getName().substring(0, lambda) : type.getName();
	}

	private static boolean overridesDown(Class<?> type) {
		return ClassUtils.getMethod(type, "down", MigrationContext.class).getDeclaringClass() != JavaMigration.class;
	}

	private static InvalidMigrationsException withoutVersion(Class<?> type, String name, String version) {
		return new InvalidMigrationsException(new MigrationProblem(className(type), version.isEmpty()
				? "the Java migration '%s' has no version: annotate it with @MigrationVersion(\"006\") or name it V006__%s"
					.formatted(name.isEmpty() ? className(type) : name, name.isEmpty() ? "Description" : name)
				: "'%s' is not a version".formatted(version)));
	}

	@Override
	public MigrationKind kind() {
		return MigrationKind.JAVA;
	}

	@Override
	public @Nullable String checksum() {
		return null;
	}

}
