package dev.tidemark.sample.demo;

import java.util.List;

import javax.sql.DataSource;

import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.Migrator;
import dev.tidemark.MigratorSettings;
import dev.tidemark.migration.CodeMigration;

/**
 * Migrates a database as the sample application does, without starting it.
 */
public final class SampleMigrator {

	private SampleMigrator() {
	}

	public static Migrator on(DataSource dataSource) {
		CodeMigration java = CodeMigration.of(new LoadDemonstrationData(new DemonstrationData(new JsonMapper())));
		return Migrator.of(dataSource, MigratorSettings.defaults()).withJavaMigrations(() -> List.of(java));
	}

}
