package dev.tidemark.boot.autoconfigure;

import java.util.List;
import java.util.Map;

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
		return beanFactory.getBeansOfType(JavaMigration.class)
			.entrySet()
			.stream()
			.map((bean) -> describe(beanFactory, bean))
			.toList();
	}

	private static CodeMigration describe(ListableBeanFactory beanFactory, Map.Entry<String, JavaMigration> bean) {
		MigrationVersion annotation = beanFactory.findAnnotationOnBean(bean.getKey(), MigrationVersion.class);
		return CodeMigration.of(bean.getValue(), bean.getKey(), annotation);
	}

}
