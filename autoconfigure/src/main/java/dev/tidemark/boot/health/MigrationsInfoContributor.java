package dev.tidemark.boot.health;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import dev.tidemark.boot.startup.MigrationPhase;
import dev.tidemark.boot.startup.MigrationPhase.Snapshot;

/**
 * Adds state and version of the schema to the info endpoint, without a database call.
 */
public final class MigrationsInfoContributor implements InfoContributor {

	private final MigrationPhase phase;

	/**
	 * Creates the contributor.
	 * @param phase tells how far the process is
	 */
	public MigrationsInfoContributor(MigrationPhase phase) {
		this.phase = phase;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Snapshot now = this.phase.current();
		if (!now.known()) {
			return;
		}
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", now.state().word());
		now.lastReport().ifPresent((report) -> {
			if (report.status().version() != null) {
				details.put("version", report.status().version());
			}
			details.put("pending", report.status().pending());
		});
		builder.withDetail("migrations", details);
	}

}
