package dev.tidemark.sample.demo;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three projects with their sprints, tasks and action lists, so that a new service has
 * something to show. Its rows say so in their metadata. The SQL names its columns and
 * uses nothing of the API: this is the schema of the version that loads the data,
 * whatever the API looks like later.
 */
@Component
public class DemonstrationData {

	private static final String MARK = "'{\"demonstration\": true}'";

	private static final String INSERT_PROJECT = """
			INSERT INTO projects (code, name, description, status, priority, owner, sponsor, start_date, end_date, budget,
			                      progress, objectives, key_results, milestones, risks, stakeholders, tags, metadata)
			SELECT code, name, description, status, priority, owner, sponsor, start_date, end_date, budget,
			       progress, objectives, key_results, milestones, risks, stakeholders, tags, %s
			FROM jsonb_populate_record(CAST(NULL AS projects), CAST(:row AS jsonb))
			RETURNING id"""
		.formatted(MARK);

	private static final String INSERT_SPRINT = """
			INSERT INTO sprints (primary_project, name, number, goal, status, owner, start_date, end_date, capacity_hours,
			                     planned_points, completed_points, goals, team, retrospective, metadata)
			SELECT :project, name, number, goal, status, owner, start_date, end_date, capacity_hours,
			       planned_points, completed_points, goals, team, retrospective, %s
			FROM jsonb_populate_record(CAST(NULL AS sprints), CAST(:row AS jsonb))
			RETURNING id"""
		.formatted(MARK);

	private static final String INSERT_TASK = """
			INSERT INTO tasks (primary_project, primary_sprint, title, description, kind, status, priority, owner, reporter,
			                   story_points, estimate_hours, spent_hours, due_date, blocked, blocked_reason, tags,
			                   acceptance_criteria, checklist, dependencies, metadata)
			SELECT :project, CAST(:sprint AS bigint), title, description, kind, status, priority, owner, reporter,
			       story_points, estimate_hours, spent_hours, due_date, blocked, blocked_reason, tags,
			       acceptance_criteria, checklist, dependencies, %s
			FROM jsonb_populate_record(CAST(NULL AS tasks), CAST(:row AS jsonb))
			RETURNING id"""
		.formatted(MARK);

	private static final String INSERT_ACTION_LIST = """
			INSERT INTO action_lists (project_id, sprint_id, title, status, owner, priority, due_date, items, participants,
			                          metadata)
			SELECT :project, CAST(:sprint AS bigint), title, status, owner, priority, due_date, items, participants, %s
			FROM jsonb_populate_record(CAST(NULL AS action_lists), CAST(:row AS jsonb))
			RETURNING id"""
		.formatted(MARK);

	/**
	 * What the foreign keys would remove together with the demonstration data, though it
	 * is none.
	 */
	private static final String COUNT_OTHERS = """
			SELECT (SELECT count(*) FROM sprints s JOIN projects p ON p.id = s.primary_project
			        WHERE p.metadata @> %1$s AND NOT s.metadata @> %1$s)
			     + (SELECT count(*) FROM tasks t JOIN projects p ON p.id = t.primary_project
			        LEFT JOIN sprints s ON s.id = t.primary_sprint
			        WHERE (p.metadata @> %1$s OR s.metadata @> %1$s) AND NOT t.metadata @> %1$s)""".formatted(MARK);

	private final JsonMapper json;

	DemonstrationData(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Adds the data.
	 */
	public void load(JdbcClient jdbc) throws IOException {
		try (InputStream resource = new ClassPathResource("demonstration/projects.json").getInputStream()) {
			for (JsonNode project : this.json.readTree(resource)) {
				loadProject(jdbc, project);
			}
		}
	}

	private static void loadProject(JdbcClient jdbc, JsonNode project) {
		long id = insert(jdbc.sql(INSERT_PROJECT), project);
		for (JsonNode sprint : project.path("sprints")) {
			long sprintId = insert(jdbc.sql(INSERT_SPRINT).param("project", id), sprint);
			loadWork(jdbc, sprint.path("tasks"), sprint.path("action_lists"), id, sprintId);
		}
		loadWork(jdbc, project.path("backlog"), project.path("action_lists"), id, null);
	}

	private static void loadWork(JdbcClient jdbc, JsonNode tasks, JsonNode actionLists, long project,
			@Nullable Long sprint) {
		for (JsonNode task : tasks) {
			insert(jdbc.sql(INSERT_TASK).param("project", project).param("sprint", sprint), task);
		}
		for (JsonNode actionList : actionLists) {
			insert(jdbc.sql(INSERT_ACTION_LIST).param("project", project).param("sprint", sprint), actionList);
		}
	}

	private static long insert(JdbcClient.StatementSpec statement, JsonNode row) {
		return statement.param("row", row.toString()).query(Long.class).single();
	}

	/**
	 * Removes exactly the rows that are marked as demonstration data.
	 * @throws IllegalStateException if other rows would go with them
	 */
	public void remove(JdbcClient jdbc) {
		long others = jdbc.sql(COUNT_OTHERS).query(Long.class).single();
		if (others > 0) {
			throw new IllegalStateException(
					"%d sprints or tasks that are no demonstration data belong to demonstration".formatted(others)
							+ " projects and would be deleted with them; move or delete them first");
		}
		for (String table : new String[] { "action_lists", "tasks", "sprints", "projects" }) {
			jdbc.sql("DELETE FROM " + table + " WHERE metadata @> " + MARK).update();
		}
	}

}
