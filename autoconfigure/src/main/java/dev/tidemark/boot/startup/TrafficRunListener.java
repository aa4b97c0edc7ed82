package dev.tidemark.boot.startup;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Refuses traffic after a run that failed: later than Boot's own listener, which has then
 * announced to everybody that the application accepts it.
 */
final class TrafficRunListener implements SpringApplicationRunListener {

	@Override
	public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		context.getBeanProvider(MigrationRunner.class).ifAvailable(MigrationRunner::refuseTraffic);
	}

}
