package dev.tidemark.boot.startup;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Runs the migrations when the application is ready: in the listener, so that Boot does
 * not announce readiness before they are done.
 */
public final class ReadyMigration implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(ReadyMigration.class);

	private final ApplicationContext context;

	private final MigrationRunner runner;

	private final RunSettings settings;

	/**
	 * Creates the listener.
	 * @param context the context whose ready event counts
	 * @param runner runs
	 * @param settings when to run
	 */
	public ReadyMigration(ApplicationContext context, MigrationRunner runner, RunSettings settings) {
		this.context = context;
		this.runner = runner;
		this.settings = settings;
	}

	@Override
	public int getOrder() {
		// before the application's own listeners, which may use the schema
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			warnOfRunners();
			this.runner.runAt(RunAt.READY);
		}
	}

	private void warnOfRunners() {
		if (!this.settings.runsAt(RunAt.READY)) {
			return;
		}
		List<String> runners = new ArrayList<>();
		runners.addAll(List.of(this.context.getBeanNamesForType(ApplicationRunner.class)));
		runners.addAll(List.of(this.context.getBeanNamesForType(CommandLineRunner.class)));
		if (!runners.isEmpty()) {
			logger.warn(
					"These runners have run before the migrations, on the schema as it was: {}. Let them listen to ApplicationReadyEvent instead, or set tidemark.run-at=startup",
					String.join(", ", runners));
		}
	}

}
