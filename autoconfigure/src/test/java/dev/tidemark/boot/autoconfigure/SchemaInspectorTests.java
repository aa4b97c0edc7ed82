package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.tidemark.boot.MigrationFolder;
import dev.tidemark.boot.startup.MigrationRunner;
import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.schema.CatalogInspector;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@PostgresTest
class SchemaInspectorTests {

	@TempDir
	private Path directory;

	private TestDatabase database;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp() {
		MigrationFolder folder = new MigrationFolder(this.directory).write("001_users.sql",
				"CREATE TABLE users (id int)");
		this.runner = Runners.plain(new ApplicationContextRunner())
			.withPropertyValues("tidemark.locations=" + folder.location());
	}

	@Test
	void looksAtTheDatabaseThatIsMigrated() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:application")
			.withPropertyValues("tidemark.datasource.url=" + this.database.jdbcUrl(),
					"tidemark.datasource.username=" + this.database.username(),
					"tidemark.datasource.password=" + this.database.password())
			.run((context) -> {
				SchemaInspector schema = context.getBean(SchemaInspector.class);
				assertThat(schema.tableExists("users")).isFalse();
				context.getBean(MigrationRunner.class).run();
				assertThat(schema.tableExists("users")).isTrue();
			});
	}

	@Test
	void connectsOnlyWhenItIsAsked() {
		PGSimpleDataSource unreachable = new PGSimpleDataSource();
		unreachable.setPortNumbers(new int[] { 1 });
		this.runner.withBean(DataSource.class, () -> unreachable).run((context) -> {
			SchemaInspector schema = context.getBean(SchemaInspector.class);
			assertThatException().isThrownBy(() -> schema.tableExists("users"))
				.withStackTraceContaining("Connection to localhost:1 refused");
		});
	}

	@Test
	void usesTheApplicationsOwn() {
		SchemaInspector own = CatalogInspector.of(this.database.dataSource());
		this.runner.withBean(DataSource.class, this.database::dataSource)
			.withBean(SchemaInspector.class, () -> own)
			.run((context) -> assertThat(context).getBean(SchemaInspector.class).isSameAs(own));
	}

}
