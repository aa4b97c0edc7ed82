package dev.tidemark.sample.demo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.sample.SampleSchema;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest(template = SampleSchema.class)
class DemonstrationDataTests {

	private final DemonstrationData data = new DemonstrationData(new JsonMapper());

	private JdbcClient jdbc;

	@BeforeEach
	void connect(TestDatabase database) {
		this.jdbc = database.jdbc();
	}

	@Test
	void loadsRowsIntoEveryTable() {
		assertThat(count("projects")).isEqualTo(3);
		assertThat(count("sprints")).isEqualTo(4);
		assertThat(count("tasks")).isEqualTo(16);
		assertThat(count("action_lists")).isEqualTo(2);
	}

	@Test
	void removesItsOwnRowsOnly() {
		this.jdbc.sql("INSERT INTO projects (code, name, owner) VALUES ('OWN', 'Own', 'me')").update();
		this.jdbc
			.sql("INSERT INTO tasks (primary_project, title, reporter)"
					+ " SELECT id, 'Own task', 'me' FROM projects WHERE code = 'OWN'")
			.update();
		this.jdbc
			.sql("INSERT INTO action_lists (project_id, title, owner)"
					+ " SELECT id, 'Own list', 'me' FROM projects WHERE code = 'DEMO-SHOP'")
			.update();
		this.data.remove(this.jdbc);
		assertThat(this.jdbc.sql("SELECT code FROM projects").query(String.class).list()).containsExactly("OWN");
		assertThat(this.jdbc.sql("SELECT title FROM tasks").query(String.class).list()).containsExactly("Own task");
		assertThat(this.jdbc.sql("SELECT title FROM action_lists").query(String.class).list())
			.containsExactly("Own list");
		assertThat(count("sprints")).isZero();
	}

	@Test
	void refusesToTakeOtherRowsAlong() {
		this.jdbc
			.sql("INSERT INTO tasks (primary_project, title, reporter)"
					+ " SELECT id, 'Own task', 'me' FROM projects WHERE code = 'DEMO-SHOP'")
			.update();
		assertThatIllegalStateException().isThrownBy(() -> this.data.remove(this.jdbc))
			.withMessageStartingWith("1 sprints or tasks that are no demonstration data");
		assertThat(count("projects")).isEqualTo(3);
	}

	@Test
	void refusesToTakeATaskOfAnotherProjectAlongWithItsSprint() {
		this.jdbc.sql("INSERT INTO projects (code, name, owner) VALUES ('OWN', 'Own', 'me')").update();
		this.jdbc
			.sql("INSERT INTO tasks (primary_project, primary_sprint, title, reporter)"
					+ " SELECT p.id, s.id, 'Own task', 'me' FROM projects p, sprints s WHERE p.code = 'OWN' LIMIT 1")
			.update();
		assertThatIllegalStateException().isThrownBy(() -> this.data.remove(this.jdbc))
			.withMessageContaining("move or delete them");
		assertThat(count("tasks")).isEqualTo(17);
	}

	private long count(String table) {
		return this.jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
	}

}
