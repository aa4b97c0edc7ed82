package dev.tidemark.sample.api;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.client.RestTestClient;

import dev.tidemark.sample.SampleApplication;
import dev.tidemark.sample.demo.DemonstrationData;
import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@SpringBootTest(classes = SampleApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class ApiTests {

	private static final String PROJECT = """
			{"code": "APP", "name": "App", "owner": "ada", "budget": 12.50, "startDate": "2026-03-01",
			 "completedAt": "2026-03-02T10:00:00+02:00", "tags": ["a", {"b": [1, 2.5, null]}], "settings": {"dark": true}}""";

	private static TestDatabase database;

	private final RestTestClient client;

	private final DemonstrationData data;

	ApiTests(@LocalServerPort int port, DemonstrationData data) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.data = data;
	}

	@DynamicPropertySource
	static void useTheTestDatabase(DynamicPropertyRegistry settings) {
		settings.add("spring.datasource.url", () -> database.jdbcUrl());
		settings.add("spring.datasource.username", () -> database.username());
		settings.add("spring.datasource.password", () -> database.password());
	}

	@BeforeEach
	void loadAfresh() throws IOException {
		database.execute("TRUNCATE projects, sprints, tasks, action_lists");
		this.data.load(database.jdbc());
	}

	@Test
	void createsAResourceAndSaysWhereItIs() {
		URI location = create("/api/projects", PROJECT);
		assertThat(location.getPath()).matches("/api/projects/\\d+");
		get(location.getPath()).expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"code": "APP", "name": "App", "owner": "ada", "budget": 12.50, "startDate": "2026-03-01",
					 "completedAt": "2026-03-02T08:00:00Z", "tags": ["a", {"b": [1, 2.5, null]}], "settings": {"dark": true}}""");
	}

	@Test
	void fillsWhatIsLeftOutWithTheDefaultsOfTheTable() {
		get(create("/api/projects", PROJECT).getPath()).expectBody()
			.json("""
					{"status": "planned", "priority": "medium", "currency": "EUR", "progress": 0, "archived": false,
					 "risks": [], "metadata": {}, "description": null}""")
			.jsonPath("$.createdAt")
			.isNotEmpty()
			.jsonPath("$.id")
			.isNumber();
	}

	@Test
	void ignoresWhatOnlyTheDatabaseSets() {
		String path = create("/api/projects", """
				{"id": 999999, "createdAt": "2000-01-01T00:00:00Z", "code": "APP", "name": "App", "owner": "ada"}""")
			.getPath();
		assertThat(path).doesNotContain("999999");
		get(path).expectBody()
			.jsonPath("$.createdAt")
			.value(String.class, (created) -> assertThat(created).isNotEqualTo("2000-01-01T00:00:00Z"));
	}

	@Test
	void replacesAResourceAndResetsWhatIsLeftOut() {
		String path = create("/api/projects", PROJECT).getPath();
		send(HttpMethod.PUT, path,
				"{\"code\": \"APP\", \"name\": \"Other\", \"owner\": \"bo\", \"status\": \"on_hold\"}")
			.expectStatus()
			.isOk();
		get(path).expectBody().json("""
				{"name": "Other", "owner": "bo", "status": "on_hold", "budget": null, "tags": [], "settings": {}}""");
	}

	@Test
	void deletesAResource() {
		String path = create("/api/projects", PROJECT).getPath();
		this.client.delete().uri(path).exchange().expectStatus().isNoContent().expectBody().isEmpty();
		problem(get(path), 404);
		problem(this.client.delete().uri(path).exchange(), 404);
	}

	@Test
	void servesEveryResource() {
		String project = id(create("/api/projects", PROJECT));
		String sprint = id(create("/api/sprints", """
				{"primaryProject": %s, "name": "One", "owner": "ada", "number": 1, "startDate": "2026-03-02",
				 "endDate": "2026-03-13", "goals": ["ship"], "retrospective": {"good": []}}""".formatted(project)));
		URI task = create("/api/tasks", """
				{"primaryProject": %s, "primarySprint": %s, "title": "Write it", "reporter": "ada", "kind": "bug",
				 "severity": "major", "checklist": [{"text": "test", "done": false}]}""".formatted(project, sprint));
		URI actionList = create("/api/action-lists", """
				{"projectId": %s, "sprintId": %s, "title": "After the meeting", "owner": "ada", "items": ["call"]}"""
			.formatted(project, sprint));
		get("/api/sprints/" + sprint).expectBody().json("{\"goals\": [\"ship\"], \"retrospective\": {\"good\": []}}");
		get(task.getPath()).expectBody()
			.json("{\"severity\": \"major\", \"status\": \"backlog\", \"checklist\": [{\"text\": \"test\", \"done\": false}]}");
		get(actionList.getPath()).expectBody().json("{\"items\": [\"call\"], \"status\": \"open\"}");
	}

	@Test
	void deletesTheWorkOfAProjectWithItAndKeepsTheActionLists() {
		String project = id(create("/api/projects", PROJECT));
		URI task = create("/api/tasks",
				"{\"primaryProject\": %s, \"title\": \"t\", \"reporter\": \"ada\"}".formatted(project));
		URI list = create("/api/action-lists",
				"{\"projectId\": %s, \"title\": \"l\", \"owner\": \"ada\"}".formatted(project));
		this.client.delete().uri("/api/projects/" + project).exchange().expectStatus().isNoContent();
		problem(get(task.getPath()), 404);
		get(list.getPath()).expectStatus().isOk().expectBody().json("{\"projectId\": null}");
	}

	@Test
	void listsOnePageInOrder() {
		get("/api/tasks?size=5&page=1").expectStatus()
			.isOk()
			.expectBody()
			.json("{\"page\": 1, \"size\": 5, \"total\": 16}")
			.jsonPath("$.items.length()")
			.isEqualTo(5)
			.jsonPath("$.items[0].title")
			.isEqualTo("Basket survives a new session");
	}

	@Test
	void listsNothingBehindTheLastPage() {
		get("/api/tasks?size=100&page=21474837").expectStatus()
			.isOk()
			.expectBody()
			.json("{\"items\": [], \"total\": 16}");
	}

	@ParameterizedTest
	@CsvSource({ "/api/projects?status=active, 2", "/api/projects?owner=mei.tanaka, 1", "/api/projects?owner=nobody, 0",
			"/api/sprints?status=completed, 2", "/api/sprints?status=completed&owner=piotr.nowak, 1",
			"/api/tasks?status=in_progress, 1", "/api/tasks?priority=high&status=done, 4", "/api/tasks?title=CARD, 1",
			"/api/tasks?title=%25, 0", "/api/tasks?owner=sara.lindqvist, 3", "/api/action-lists?status=open, 1",
			"/api/action-lists?owner=amara.okafor, 1" })
	void filters(String uri, int total) {
		this.client.get()
			.uri(URI.create(uri))
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.total")
			.isEqualTo(total);
	}

	@Test
	void filtersByProjectAndSprint() {
		String project = id(create("/api/projects", PROJECT));
		String sprint = id(create("/api/sprints", """
				{"primaryProject": %s, "name": "One", "owner": "ada", "number": 1, "startDate": "2026-03-02",
				 "endDate": "2026-03-13"}""".formatted(project)));
		create("/api/tasks", "{\"primaryProject\": %s, \"title\": \"t\", \"reporter\": \"ada\"}".formatted(project));
		create("/api/tasks", "{\"primaryProject\": %s, \"primarySprint\": %s, \"title\": \"t\", \"reporter\": \"ada\"}"
			.formatted(project, sprint));
		create("/api/action-lists", "{\"projectId\": %s, \"sprintId\": %s, \"title\": \"l\", \"owner\": \"ada\"}"
			.formatted(project, sprint));
		total("/api/sprints?project=" + project, 1);
		total("/api/tasks?project=" + project, 2);
		total("/api/tasks?sprint=" + sprint, 1);
		total("/api/action-lists?project=" + project, 1);
		total("/api/action-lists?sprint=" + sprint, 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/tasks?status=unknown", "/api/tasks?project=x", "/api/tasks?page=-1",
			"/api/tasks?size=0", "/api/tasks?size=101", "/api/projects/x" })
	void refusesAParameterThatItDoesNotKnow(String uri) {
		problem(get(uri), 400);
	}

	@Test
	void namesTheParameterThatIsOutOfRange() {
		problem(get("/api/tasks?size=101"), 400).jsonPath("$.errors[0].field")
			.isEqualTo("size")
			.jsonPath("$.errors[0].message")
			.isEqualTo("must be less than or equal to 100");
	}

	@Test
	void namesEveryFieldThatIsNotValid() {
		problem(send(HttpMethod.POST, "/api/projects", "{\"name\": \" \", \"owner\": \"ada\", \"progress\": 101}"), 400)
			.jsonPath("$.errors[*].field")
			.value(String.class, (fields) -> assertThat(fields).contains("code").contains("name").contains("progress"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{", "", "[]", "{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"status\": \"unknown\"}",
					"{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"tags\": {}}",
					"{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"startDate\": \"tomorrow\"}" })
	void refusesABodyThatItCannotRead(String body) {
		problem(send(HttpMethod.POST, "/api/projects", body), 400).jsonPath("$.detail")
			.isEqualTo("The body is not the JSON that is expected.");
	}

	@Test
	void namesAFieldThatDoesNotExist() {
		problem(send(HttpMethod.POST, "/api/projects", "{\"code\": \"A\", \"nmae\": \"a\", \"owner\": \"o\"}"), 400)
			.jsonPath("$.errors[0].field")
			.isEqualTo("nmae");
	}

	@Test
	void takesNullForLeftOut() {
		get(create("/api/projects",
				"{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"tags\": null, \"settings\": null}")
			.getPath()).expectBody().json("{\"tags\": [], \"settings\": {}}");
	}

	@Test
	void refusesWhatContradictsAnotherRow() {
		create("/api/projects", PROJECT);
		problem(send(HttpMethod.POST, "/api/projects", PROJECT), 409).jsonPath("$.detail")
			.isEqualTo("The constraint projects_code_key of the table projects does not allow this.");
	}

	@Test
	void refusesAReferenceToNothing() {
		problem(send(HttpMethod.POST, "/api/tasks",
				"{\"primaryProject\": 999999, \"title\": \"t\", \"reporter\": \"ada\"}"), 409)
			.jsonPath("$.detail")
			.isEqualTo("The constraint tasks_primary_project_fkey of the table tasks does not allow this.");
	}

	@Test
	void refusesWhatARuleOfTheTableForbids() {
		problem(send(HttpMethod.POST, "/api/projects",
				"{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"startDate\": \"2026-03-02\", \"endDate\": \"2026-03-01\"}"),
				409)
			.jsonPath("$.detail")
			.isEqualTo("The constraint projects_dates_check of the table projects does not allow this.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"code\": \"A\\u0000\", \"name\": \"a\", \"owner\": \"o\"}",
			"{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"tags\": [\"\\u0000\"]}",
			"{\"code\": \"A\", \"name\": \"a\", \"owner\": \"o\", \"endDate\": \"+99999999-01-01\"}" })
	void refusesAValueThatItsColumnCannotHold(String body) {
		problem(send(HttpMethod.POST, "/api/projects", body), 400).jsonPath("$.detail")
			.isEqualTo("A value does not fit its column.");
	}

	@Test
	void takesQuotesAsText() {
		String name = "Robert'); DROP TABLE projects; --";
		String path = create("/api/projects", "{\"code\": \"A\", \"name\": \"%s\", \"owner\": \"o\"}".formatted(name))
			.getPath();
		get(path).expectBody().jsonPath("$.name").isEqualTo(name);
	}

	@Test
	void answersAProblemWhereThereIsNothing() {
		problem(get("/api/nothing"), 404);
		problem(get("/api/tasks/999999"), 404).jsonPath("$.detail").isEqualTo("There is nothing with the id 999999.");
		problem(send(HttpMethod.PUT, "/api/projects/999999", PROJECT), 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/info",
			"/actuator/metrics", "/actuator/prometheus", "/actuator/migrations" })
	void servesTheManagementEndpoints(String uri) {
		get(uri).expectStatus().isOk();
	}

	private void total(String uri, int total) {
		get(uri).expectStatus().isOk().expectBody().jsonPath("$.total").isEqualTo(total);
	}

	private URI create(String uri, String body) {
		URI location = send(HttpMethod.POST, uri, body).expectStatus()
			.isCreated()
			.expectBody()
			.returnResult()
			.getResponseHeaders()
			.getLocation();
		return Objects.requireNonNull(location);
	}

	private static String id(URI location) {
		return location.getPath().substring(location.getPath().lastIndexOf('/') + 1);
	}

	private RestTestClient.ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	private RestTestClient.ResponseSpec send(HttpMethod method, String uri, String body) {
		return this.client.method(method).uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private static RestTestClient.BodyContentSpec problem(RestTestClient.ResponseSpec response, int status) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status);
	}

}
