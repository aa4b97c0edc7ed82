package dev.tidemark.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest(template = SampleSchema.class)
class SchemaTests {

	private static final String TABLES = "('projects', 'sprints', 'tasks', 'action_lists')";

	private JdbcClient jdbc;

	@BeforeEach
	void connect(TestDatabase database) {
		this.jdbc = database.jdbc();
	}

	@Test
	void hasTheColumnsOfEachTable() {
		assertThat(countByTable("SELECT table_name, count(*) FROM information_schema.columns WHERE table_name IN "
				+ TABLES + " GROUP BY table_name"))
			.isEqualTo(Map.of("projects", 30L, "sprints", 25L, "tasks", 44L, "action_lists", 19L));
	}

	@Test
	void givesEveryJsonColumnADefault() {
		assertThat(countByTable("SELECT table_name, count(*) FROM information_schema.columns WHERE table_name IN "
				+ TABLES + " AND data_type = 'jsonb' AND is_nullable = 'NO'"
				+ " AND column_default IN ('''[]''::jsonb', '''{}''::jsonb') GROUP BY table_name"))
			.isEqualTo(Map.of("projects", 13L, "sprints", 11L, "tasks", 18L, "action_lists", 5L));
		assertThat(strings("SELECT column_name FROM information_schema.columns WHERE table_name IN " + TABLES
				+ " AND data_type = 'jsonb'"))
			.hasSize(47);
	}

	@Test
	void keepsEveryTimeWithItsZone() {
		assertThat(strings("SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'public'"
				+ " AND data_type LIKE 'time%'"))
			.containsExactly("timestamp with time zone");
	}

	@Test
	void hasTheNamedIndexes() {
		assertThat(strings("SELECT relname FROM pg_class WHERE relkind = 'i' AND relname LIKE 'idx\\_%'"))
			.containsExactlyInAnyOrder("idx_projects_status", "idx_projects_owner", "idx_projects_start_date",
					"idx_projects_created_at", "idx_projects_updated_at", "idx_sprints_status",
					"idx_sprints_primary_project", "idx_sprints_owner", "idx_sprints_start_date",
					"idx_sprints_end_date", "idx_sprints_project_status", "idx_sprints_created_at",
					"idx_sprints_updated_at", "idx_tasks_status", "idx_tasks_priority", "idx_tasks_owner",
					"idx_tasks_primary_project", "idx_tasks_primary_sprint", "idx_tasks_status_priority",
					"idx_tasks_project_status", "idx_tasks_sprint_status", "idx_tasks_created_at",
					"idx_tasks_updated_at", "idx_action_lists_owner", "idx_action_lists_sprint_id",
					"idx_action_lists_project_id", "idx_action_lists_project_status", "idx_action_lists_created_at",
					"idx_action_lists_updated_at")
			.hasSize(29);
	}

	@Test
	void namesAnIndexAfterItsTableAndLeadingColumn() {
		assertThat(strings("""
				SELECT i.relname || ' on ' || string_agg(a.attname, ',' ORDER BY k.n)
				FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
				CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(attnum, n)
				JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
				WHERE i.relname LIKE 'idx\\_%' GROUP BY i.relname HAVING count(*) > 1""")).containsExactlyInAnyOrder(
				"idx_sprints_project_status on primary_project,status", "idx_tasks_status_priority on status,priority",
				"idx_tasks_project_status on primary_project,status",
				"idx_tasks_sprint_status on primary_sprint,status",
				"idx_action_lists_project_status on project_id,status");
	}

	@Test
	void buildsTheSearchIndexCompletely() {
		assertThat(this.jdbc
			.sql("SELECT indisvalid AND am.amname = 'gin' FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
					+ " JOIN pg_am am ON am.oid = c.relam WHERE c.relname = 'tasks_title_trgm'")
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void hasTheDeleteRules() {
		assertThat(
				strings("""
						SELECT conrelid::regclass || '.' || a.attname || ' -> ' || confrelid::regclass || ' ' || confdeltype::text
						FROM pg_constraint JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
						WHERE contype = 'f' AND connamespace = 'public'::regnamespace"""))
			.containsExactlyInAnyOrder("sprints.primary_project -> projects c", "tasks.primary_project -> projects c",
					"tasks.primary_sprint -> sprints c", "action_lists.project_id -> projects n",
					"action_lists.sprint_id -> sprints n");
	}

	@Test
	void installsTheExtensionsThatTheServerHas() {
		boolean timescaledb = this.jdbc.sql("SELECT current_setting('timescaledb.disable_load', true) IS NOT NULL")
			.query(Boolean.class)
			.single();
		assertThat(strings("SELECT extname FROM pg_extension WHERE extname IN ('pg_trgm', 'timescaledb')"))
			.containsExactlyInAnyOrderElementsOf(timescaledb ? List.of("pg_trgm", "timescaledb") : List.of("pg_trgm"));
	}

	@Test
	void refreshesUpdatedAtOnEveryTable() {
		for (String table : List.of("projects", "sprints", "tasks", "action_lists")) {
			this.jdbc.sql("UPDATE " + table + " SET created_at = '2000-01-01Z', updated_at = '2000-01-01Z'").update();
			assertThat(strings("SELECT DISTINCT 'late' FROM " + table + " WHERE updated_at < now() - interval '1 day'"))
				.as(table)
				.isEmpty();
		}
	}

	@Test
	void sumsUpTheProgressOfAProject() {
		assertThat(this.jdbc
			.sql("SELECT tasks, tasks_done, points, points_done FROM project_progress WHERE code = 'DEMO-SHOP'")
			.query()
			.singleRow()).containsEntry("tasks", 9L)
			.containsEntry("tasks_done", 5L)
			.containsEntry("points", 58L)
			.containsEntry("points_done", 29L);
	}

	private Map<String, Long> countByTable(String sql) {
		return this.jdbc.sql(sql).query((result) -> {
			Map<String, Long> counts = new HashMap<>();
			while (result.next()) {
				counts.put(result.getString(1), result.getLong(2));
			}
			return counts;
		});
	}

	private List<String> strings(String sql) {
		return this.jdbc.sql(sql).query(String.class).list();
	}

}
