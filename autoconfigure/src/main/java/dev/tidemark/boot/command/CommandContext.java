package dev.tidemark.boot.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Knows the definitions of all beans and makes none until it is asked for: no listener,
 * no lifecycle, no scheduler and no runner of the application begins, and nothing that
 * initializes the database runs because something else needs it.
 */
public final class CommandContext extends GenericApplicationContext {

	// an application may define beans of these names, which Spring would make at once
	private static final List<String> REPLACED = List.of(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME,
			AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME);

	private volatile Runnable closing = () -> {
	};

	CommandContext() {
	}

	/**
	 * Does something before anything is closed.
	 * @param action what to do
	 */
	void beforeClose(Runnable action) {
		this.closing = action;
	}

	@Override
	protected void registerBeanPostProcessors(ConfigurableListableBeanFactory beanFactory) {
		REPLACED.stream().filter(this::containsBeanDefinition).forEach(this::removeBeanDefinition);
		releaseFromInitializers(beanFactory);
		super.registerBeanPostProcessors(beanFactory);
	}

	/**
	 * A Java migration may need a {@code JdbcClient}, and that depends on whatever
	 * initializes the database: a script, another tool, a run of ours at startup.
	 */
	private static void releaseFromInitializers(ConfigurableListableBeanFactory beanFactory) {
		Set<String> initializers = initializers(beanFactory);
		for (String name : beanFactory.getBeanDefinitionNames()) {
			BeanDefinition definition = beanFactory.getBeanDefinition(name);
			String[] before = definition.getDependsOn();
			if (before != null) {
				definition.setDependsOn(
						Stream.of(before).filter((other) -> !initializers.contains(other)).toArray(String[]::new));
			}
		}
	}

	private static Set<String> initializers(ConfigurableListableBeanFactory beanFactory) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, beanFactory.getBean(Environment.class));
		Set<String> names = new LinkedHashSet<>();
		SpringFactoriesLoader.forDefaultResourceLocation(beanFactory.getBeanClassLoader())
			.load(DatabaseInitializerDetector.class, arguments)
			.forEach((detector) -> names.addAll(detector.detect(beanFactory)));
		return names;
	}

	@Override
	protected void registerListeners() {
	}

	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.hasEmbeddedValueResolver()) {
			beanFactory.addEmbeddedValueResolver((value) -> getEnvironment().resolvePlaceholders(value));
		}
		beanFactory.setTempClassLoader(null);
		beanFactory.freezeConfiguration();
	}

	@Override
	protected void finishRefresh() {
		resetCommonCaches();
		clearResourceCaches();
	}

	@Override
	protected void doClose() {
		this.closing.run();
		super.doClose();
	}

}
