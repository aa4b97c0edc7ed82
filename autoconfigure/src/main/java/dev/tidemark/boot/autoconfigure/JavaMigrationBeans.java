package dev.tidemark.boot.autoconfigure;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.ListableBeanFactory;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
import dev.tidemark.migration.MigrationContext;
import dev.tidemark.migration.MigrationVersion;

/**
 * Finds the beans that are migrations. Asked when a run begins, so that they may need
 * whatever beans they like.
 */
final class JavaMigrationBeans {

	private JavaMigrationBeans() {
	}

	static List<CodeMigration> find(ListableBeanFactory beanFactory) {
		// not getBeansOfType, which leaves out what cannot be made yet
		return Stream.of(beanFactory.getBeanNamesForType(JavaMigration.class))
			.map((name) -> describe(beanFactory, name))
			.toList();
	}

	/**
	 * Finds them without making them: where the class of a bean is known, the bean is
	 * made when it runs.
	 */
	static List<CodeMigration> findLazily(ListableBeanFactory beanFactory) {
		return Stream.of(beanFactory.getBeanNamesForType(JavaMigration.class, true, false))
			.map((name) -> describeLazily(beanFactory, name))
			.toList();
	}

	private static CodeMigration describeLazily(ListableBeanFactory beanFactory, String name) {
		Class<?> type = beanFactory.getType(name, false);
		if (type == null || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
			return describe(beanFactory, name);
		}
		return CodeMigration.of(type, new LazyJavaMigration(beanFactory, name), name,
				beanFactory.findAnnotationOnBean(name, MigrationVersion.class, false));
	}

	private static CodeMigration describe(ListableBeanFactory beanFactory, String name) {
		MigrationVersion annotation = beanFactory.findAnnotationOnBean(name, MigrationVersion.class);
		return CodeMigration.of(beanFactory.getBean(name, JavaMigration.class), name, annotation);
	}

	/**
	 * Is made when it runs.
	 *
	 * @param beanFactory makes it
	 * @param name the bean's name
	 */
	private record LazyJavaMigration(ListableBeanFactory beanFactory, String name) implements JavaMigration {

		@Override
		public void up(MigrationContext context) throws Exception {
			migration().up(context);
		}

		@Override
		public void down(MigrationContext context) throws Exception {
			migration().down(context);
		}

		private JavaMigration migration() {
			return this.beanFactory.getBean(this.name, JavaMigration.class);
		}

	}

}
