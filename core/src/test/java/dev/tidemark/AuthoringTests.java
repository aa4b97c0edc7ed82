package dev.tidemark;

import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.authoring.NewMigration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for files that a {@link Migrator} writes, against a real database.
 */
class AuthoringTests extends AbstractMigratorTests {

	@Test
	void appliesWhatItWrote() {
		CreateSettings settings = new CreateSettings(null, folder().path(), null);
		migrator().init(settings).write();
		migrator().create(NewMigration.sql("Add due date"), settings).write();
		assertThat(migrator().migrate().scripts()).containsExactly("001_first.sql", "002_add_due_date.sql");
	}

	@Test
	void renumbersTheOneOfTwoWithOneVersionThatIsNotApplied() {
		write("001_a.sql", "SELECT 1;").write("002_theirs.sql", "SELECT 2;");
		migrator().migrate();
		write("002_ours.sql", "SELECT 3;");
		migrator().renumber("002", new CreateSettings(null, folder().path(), null)).rename();
		assertThat(Files.exists(folder().path().resolve("003_ours.sql"))).isTrue();
		assertThat(migrator().migrate().scripts()).containsExactly("003_ours.sql");
	}

}
