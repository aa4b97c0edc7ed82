package dev.tidemark.boot.command;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Lets a start with {@code tidemark.command} do one thing and exit. It is asked before
 * Boot reads files and sets up logging, so that the property counts from the command
 * line, system properties and environment only. Without the property nothing is loaded.
 */
final class CommandRunListener implements SpringApplicationRunListener, Ordered {

	// Spring Cloud starts an application of its own to read configuration
	private static final String CLOUD_BOOTSTRAP = "bootstrap";

	private final SpringApplication application;

	private final String[] arguments;

	private @Nullable CommandProcess process;

	CommandRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		this.arguments = arguments;
	}

	@Override
	public int getOrder() {
		// before Boot's own, which has order 0
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		String command = environment.getProperty(CommandEnvironment.PROPERTY);
		if (StringUtils.hasText(command) && !environment.getPropertySources().contains(CLOUD_BOOTSTRAP)) {
			this.process = CommandProcess.begin(command, this.arguments);
			CommandEnvironment.prepare(environment);
			this.application.setApplicationContextFactory((type) -> new CommandContext());
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.process != null && context instanceof CommandContext commandContext) {
			this.process.runAndExit(commandContext);
		}
	}

}
