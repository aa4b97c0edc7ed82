package dev.tidemark.boot.autoconfigure;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.tidemark.migration.JavaMigration;

/**
 * Lets migrations be made when a run begins and no earlier. What they need, such as a
 * {@code JdbcClient}, may depend on a run at startup, which in turn needs them.
 */
final class LazyJavaMigrations implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(JavaMigration.class, true, false)) {
			if (beanFactory.containsBeanDefinition(name)) {
				beanFactory.getBeanDefinition(name).setLazyInit(true);
			}
		}
	}

}
