package dev.tidemark.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.ListableBeanFactory;

import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.JavaMigration;
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

	private static CodeMigration describe(ListableBeanFactory beanFactory, String name) {
		MigrationVersion annotation = beanFactory.findAnnotationOnBean(name, MigrationVersion.class);
		return CodeMigration.of(beanFactory.getBean(name, JavaMigration.class), name, annotation);
	}

}
