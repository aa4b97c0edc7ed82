package dev.tidemark.boot.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.baseline.CurrentSchemaCheck;
import dev.tidemark.boot.TidemarkDataSource;
import dev.tidemark.boot.command.CommandContext;
import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.boot.startup.Mode;
import dev.tidemark.boot.startup.ReadyMigration;
import dev.tidemark.boot.startup.RunAt;
import dev.tidemark.boot.startup.RunLifecycle;
import dev.tidemark.boot.startup.StartupMigrationFactory;
import dev.tidemark.event.MigrationListener;
import dev.tidemark.migration.CodeMigration;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.schema.CatalogInspector;

/**
 * Migrates the application's PostgreSQL schema. Backs off where there is no data source.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@Conditional(TidemarkAutoConfiguration.DatabaseCondition.class)
@EnableConfigurationProperties(TidemarkProperties.class)
public final class TidemarkAutoConfiguration {

	@Bean
	static LazyMigrationBeans tidemarkLazyMigrationBeans() {
		return new LazyMigrationBeans();
	}

	@Bean
	@ConditionalOnMissingBean
	MigratorSettings tidemarkSettings(TidemarkProperties properties, Environment environment) {
		return properties.toMigratorSettings(environment.getProperty("spring.application.name"));
	}

	@Bean
	@ConditionalOnMissingBean
	CreateSettings tidemarkCreateSettings(TidemarkProperties properties) {
		return properties.toCreateSettings();
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationPhase tidemarkPhase(TidemarkProperties properties) {
		return new MigrationPhase(properties.isRunAwaited());
	}

	@Bean
	@ConditionalOnMissingBean
	Migrator tidemarkMigrator(MigratorSettings settings, TidemarkProperties properties,
			ObjectProvider<DataSource> dataSource, @TidemarkDataSource ObjectProvider<DataSource> ownDataSource,
			ListableBeanFactory beanFactory, ApplicationContext context, MigrationPhase phase,
			ApplicationEventPublisher publisher, ObjectProvider<CurrentSchemaCheck> check) {
		Supplier<DataSource> choice = () -> MigratingDataSource.choose(ownDataSource, properties.getDatasource(),
				dataSource);
		boolean command = context instanceof CommandContext;
		// where nothing runs, nothing is wrong with several data sources; some commands
		// need none
		DataSource migrating = (command || properties.getMode() == Mode.OFF) ? MigratingDataSource.late(choice)
				: choice.get();
		Supplier<List<CodeMigration>> javaMigrations = () -> command ? JavaMigrationBeans.findLazily(beanFactory)
				: JavaMigrationBeans.find(beanFactory);
		Migrator migrator = Migrator.of(migrating, settings)
			.withResources(context)
			.withJavaMigrations(javaMigrations)
			.withDatabases((database) -> UnpooledDataSource.toDatabase(choice.get(), database))
			.withListeners(ListenerBeans.of(phase, publisher, beanFactory.getBeanProvider(MigrationListener.class)));
		if (beanFactory.getBeanNamesForType(CurrentSchemaCheck.class, true, false).length > 0) {
			// made when it is asked: what it needs may depend on a run at startup
			migrator = migrator.withCurrentSchemaCheck((schema) -> check.getObject().provenVersion(schema));
		}
		if (!command && properties.toRunSettings().runsAt(RunAt.READY)) {
			// while the other beans are made
			migrator.readAhead();
		}
		return migrator;
	}

	/**
	 * Looks at the database that is migrated, with a connection for each question.
	 */
	@Bean
	@ConditionalOnMissingBean
	SchemaInspector tidemarkSchemaInspector(TidemarkProperties properties, ObjectProvider<DataSource> dataSource,
			@TidemarkDataSource ObjectProvider<DataSource> ownDataSource) {
		return CatalogInspector.of(MigratingDataSource
			.late(() -> MigratingDataSource.choose(ownDataSource, properties.getDatasource(), dataSource)));
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationRunner tidemarkRunner(Migrator migrator, MigrationPhase phase, TidemarkProperties properties,
			ApplicationEventPublisher publisher) {
		return new MigrationRunner(migrator, phase, properties.toRunSettings(), publisher);
	}

	@Bean
	@Lazy(false)
	StartupMigrationFactory tidemarkStartupMigration(MigrationRunner runner, MigrationPhase phase) {
		return new StartupMigrationFactory(runner, phase);
	}

	@Bean
	ReadyMigration tidemarkReadyMigration(ApplicationContext context, MigrationRunner runner,
			TidemarkProperties properties) {
		return new ReadyMigration(context, runner, properties.toRunSettings());
	}

	@Bean
	RunLifecycle tidemarkRunLifecycle(MigrationRunner runner, MigrationPhase phase) {
		return new RunLifecycle(runner, phase);
	}

	/**
	 * There is a database to migrate.
	 */
	static final class DatabaseCondition extends AnyNestedCondition {

		DatabaseCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(DataSource.class)
		static final class ApplicationDataSource {

		}

		@ConditionalOnProperty("tidemark.datasource.url")
		static final class OwnUrl {

		}

	}

}
