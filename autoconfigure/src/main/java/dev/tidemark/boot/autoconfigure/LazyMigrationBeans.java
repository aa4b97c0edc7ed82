package dev.tidemark.boot.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.tidemark.baseline.CurrentSchemaCheck;
import dev.tidemark.migration.JavaMigration;

/**
 * Lets migrations, and the check of an existing schema, be made when a run asks for them
 * and no earlier. What they need, such as a {@code JdbcClient}, may depend on a run at
 * startup, which in turn needs them.
 */
final class LazyMigrationBeans implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		makeLazy(beanFactory, JavaMigration.class);
		makeLazy(beanFactory, CurrentSchemaCheck.class);
	}

	private static void makeLazy(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		for (String name : beanFactory.getBeanNamesForType(type, true, false)) {
			if (beanFactory.containsBeanDefinition(name)) {
				beanFactory.getBeanDefinition(name).setLazyInit(true);
			}
		}
	}

}
