package dev.tidemark.boot.endpoint;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import dev.tidemark.MigrationStatus;
import dev.tidemark.Migrator;
import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationPhase.Snapshot;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.migration.MigrationException;

/**
 * Shows the migrations of a database, read live. Its write operations exist only where
 * {@code management.endpoint.migrations.access=unrestricted}.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public final class MigrationsEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(MigrationsEndpoint.class);

	private final Migrator migrator;

	private final MigrationRunner runner;

	private final MigrationPhase phase;

	private final Show showValues;

	private final Collection<String> roles;

	/**
	 * Creates the endpoint.
	 * @param migrator reads the database
	 * @param runner runs the operations
	 * @param phase tells how far the process is
	 * @param showValues whether scripts may be shown
	 * @param roles who may see them, where only some may
	 */
	public MigrationsEndpoint(Migrator migrator, MigrationRunner runner, MigrationPhase phase, Show showValues,
			Collection<String> roles) {
		this.migrator = migrator;
		this.runner = runner;
		this.phase = phase;
		this.showValues = showValues;
		this.roles = roles;
	}

	/**
	 * Shows every database.
	 * @return the databases by name
	 */
	@ReadOperation
	public MigrationsDescriptor migrations() {
		return new MigrationsDescriptor(Map.of(name(), describe()));
	}

	/**
	 * Shows one database.
	 * @param database its name
	 * @return the database, or {@code null} (404) where there is none of that name
	 */
	@ReadOperation
	public @Nullable DatabaseDescriptor database(@Selector String database) {
		return database.equals(name()) ? describe() : null;
	}

	/**
	 * Shows one migration, with its scripts where they may be shown.
	 * @param securityContext who asks
	 * @param database the database's name
	 * @param version the version, or a repeatable migration's name
	 * @return the migration, or {@code null} (404) where there is none
	 */
	@ReadOperation
	public @Nullable MigrationDescriptor migration(SecurityContext securityContext, @Selector String database,
			@Selector String version) {
		if (!database.equals(name())) {
			return null;
		}
		boolean show = this.showValues.isShown(securityContext, this.roles);
		try {
			return this.migrator.status()
				.find(version)
				.map((info) -> show ? MigrationDescriptor.withScripts(info, this.migrator.scripts(info))
						: MigrationDescriptor.of(info))
				.orElse(null);
		}
		catch (MigrationException ex) {
			return known(version, ex);
		}
	}

	/**
	 * The database cannot be asked: what the process knows is better than an error. The
	 * exception goes no further, since whoever logs it might show what the driver quotes.
	 */
	private @Nullable MigrationDescriptor known(String version, MigrationException reason) {
		logger.warn("The migrations are shown as of the last run: {}", reason.getMessage());
		return this.phase.current()
			.lastReport()
			.flatMap((report) -> report.status().find(version))
			.map(MigrationDescriptor::of)
			.orElse(null);
	}

	/**
	 * Begins a run in the background: {@code migrate}, or {@code retry} after a failure.
	 * @param database the database's name
	 * @param operation which of the two
	 * @return the database as it stands now
	 */
	@WriteOperation
	public DatabaseDescriptor run(@Selector String database, @Selector String operation) {
		check(database, operation);
		if (!this.runner.isRunning()) {
			Thread thread = new Thread(this::runQuietly, "tidemark-endpoint");
			thread.setDaemon(true);
			thread.start();
		}
		return describe();
	}

	private void check(String database, String operation) {
		if (!database.equals(name())) {
			throw new InvalidEndpointRequestException("Unknown database: there is '%s'".formatted(name()),
					"unknown database");
		}
		if (!this.runner.isOn()) {
			throw new InvalidEndpointRequestException("Nothing is run here: tidemark.mode=off", "mode off");
		}
		boolean failed = this.phase.current().failure() != null;
		if (operation.equals("retry") && !failed) {
			throw new InvalidEndpointRequestException("Nothing to retry: the last run did not fail", "not failed");
		}
		if (!List.of("migrate", "retry").contains(operation)) {
			throw new InvalidEndpointRequestException("Unknown operation: there are 'migrate' and 'retry'",
					"unknown operation");
		}
	}

	private void runQuietly() {
		try {
			this.runner.run();
		}
		catch (MigrationException ex) {
			logger.error("The run that the endpoint began failed: {}\n{}", ex.getMessage(), ex.action());
		}
		catch (RuntimeException ex) {
			logger.error("The run that the endpoint began failed", ex);
		}
	}

	private String name() {
		return this.migrator.settings().database();
	}

	private DatabaseDescriptor describe() {
		Snapshot now = this.phase.current();
		try {
			MigrationStatus status = this.migrator.status();
			return DatabaseDescriptor.of(now.busy() ? now.state() : status.state(), status, now);
		}
		catch (MigrationException ex) {
			// the database cannot be asked: what the process knows is better than an
			// error
			return DatabaseDescriptor.unreachable(now, ex);
		}
	}

}
