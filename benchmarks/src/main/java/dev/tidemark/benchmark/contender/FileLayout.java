package dev.tidemark.benchmark.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How migrations are laid out in a folder: the same statements, with the names and the
 * head that each tool asks for.
 */
public enum FileLayout {

	/** {@code 00001_create_item_1.sql}: for Tidemark, psql and the driver alone. */
	NUMBERED {

		@Override
		void write(Path folder, Script script) throws IOException {
			Files.writeString(folder.resolve("%05d_%s.sql".formatted(script.number(), script.name())), script.sql());
		}

	},

	/** {@code V00001__create_item_1.sql}. */
	FLYWAY {

		@Override
		void write(Path folder, Script script) throws IOException {
			Files.writeString(folder.resolve("V%05d__%s.sql".formatted(script.number(), script.name())), script.sql());
		}

	},

	/**
	 * A changelog that includes all files of a folder, each with one change set in SQL.
	 */
	LIQUIBASE {

		@Override
		void write(Path folder, Script script) throws IOException {
			Path changes = Files.createDirectories(folder.resolve("changes"));
			Path file = changes.resolve("%05d_%s.sql".formatted(script.number(), script.name()));
			Files.writeString(file,
					"--liquibase formatted sql\n--changeset benchmark:%d\n%s".formatted(script.number(), script.sql()));
		}

		@Override
		void finish(Path folder) throws IOException {
			Files.writeString(folder.resolve(LiquibaseContender.CHANGELOG), """
					databaseChangeLog:
					  - includeAll:
					      path: changes/
					""");
		}

	};

	abstract void write(Path folder, Script script) throws IOException;

	void finish(Path folder) throws IOException {
	}

	/**
	 * Writes migrations.
	 * @param folder where; created if it is missing
	 * @param scripts the migrations
	 * @return the folder
	 * @throws IOException if the disk refuses
	 */
	public Path write(Path folder, List<Script> scripts) throws IOException {
		Files.createDirectories(folder);
		for (Script script : scripts) {
			write(folder, script);
		}
		finish(folder);
		return folder;
	}

}
