package dev.tidemark.boot.command;

import java.util.function.Supplier;

import org.springframework.boot.autoconfigure.AutoConfigurationPackages;

import dev.tidemark.Migrator;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.migration.UnsupportedDatabaseException;

/**
 * What commands need, from the application's own context.
 *
 * @param context gives what makes them; there is none when commands are put together
 */
record ApplicationBeans(Supplier<CommandContext> context) implements CommandSession.Collaborators {

	@Override
	public Migrator migrator() {
		Migrator migrator = this.context.get().getBeanProvider(Migrator.class).getIfAvailable();
		if (migrator == null) {
			throw new UnsupportedDatabaseException(
					"The application has neither a DataSource nor tidemark.datasource.url. Nothing was run",
					"Set spring.datasource.url or tidemark.datasource.url.", null);
		}
		return migrator;
	}

	@Override
	public CreateSettings createSettings() {
		return this.context.get().getBean(CreateSettings.class);
	}

	@Override
	public String basePackage() {
		return AutoConfigurationPackages.get(this.context.get()).get(0);
	}

}
