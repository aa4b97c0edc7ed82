package dev.tidemark.sample.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;

import dev.tidemark.sample.SampleSchema;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@PostgresTest(template = SampleSchema.class)
class SchemaOfTheApiTests {

	private JdbcClient jdbc;

	@BeforeEach
	void connect(TestDatabase database) {
		this.jdbc = database.jdbc();
	}

	@ParameterizedTest
	@MethodSource("resources")
	void hasExactlyTheColumnsOfTheTable(String table, Class<? extends Record> resource) {
		List<String> components = Arrays.stream(resource.getRecordComponents())
			.map(RecordComponent::getName)
			.map(JdbcUtils::convertPropertyNameToUnderscoreName)
			.toList();
		assertThat(this.jdbc.sql("SELECT column_name FROM information_schema.columns WHERE table_name = :table")
			.param("table", table)
			.query(String.class)
			.list()).containsExactlyInAnyOrderElementsOf(components);
	}

	static Stream<Arguments> resources() {
		return Stream.of(arguments("projects", Project.class), arguments("sprints", Sprint.class),
				arguments("tasks", Task.class), arguments("action_lists", ActionList.class));
	}

	@ParameterizedTest
	@MethodSource("words")
	void knowsExactlyTheWordsThatTheTableAllows(String constraint, Enum<?>[] words) {
		String check = this.jdbc.sql("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name")
			.param("name", constraint)
			.query(String.class)
			.single();
		assertThat(check.split("'[^']*'", -1)).hasSize(words.length + 1);
		assertThat(words).allSatisfy((word) -> assertThat(check).contains("'" + word + "'"));
	}

	static Stream<Arguments> words() {
		return Stream.of(arguments("projects_status_check", ProjectStatus.values()),
				arguments("projects_priority_check", Priority.values()),
				arguments("sprints_status_check", SprintStatus.values()),
				arguments("tasks_status_check", TaskStatus.values()), arguments("tasks_kind_check", TaskKind.values()),
				arguments("tasks_priority_check", Priority.values()),
				arguments("tasks_severity_check", Severity.values()),
				arguments("action_lists_status_check", ActionListStatus.values()),
				arguments("action_lists_priority_check", Priority.values()));
	}

}
