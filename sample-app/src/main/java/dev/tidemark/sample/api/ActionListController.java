package dev.tidemark.sample.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

import dev.tidemark.sample.table.Filter;
import dev.tidemark.sample.table.Page;
import dev.tidemark.sample.table.TableRepository;

/**
 * The action lists, of projects and sprints or of nobody.
 */
@RestController
@RequestMapping("/api/action-lists")
class ActionListController extends CrudController<ActionList> {

	ActionListController(JdbcClient jdbc, JsonMapper json) {
		super(new TableRepository<>(jdbc, json, "action_lists", ActionList.class));
	}

	@GetMapping
	Page<ActionList> list(@RequestParam @Nullable ActionListStatus status, @RequestParam @Nullable String owner,
			@RequestParam @Nullable Long project, @RequestParam @Nullable Long sprint,
			@RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(MAX_PAGE_SIZE) int size) {
		Filter filter = new Filter().equal("status", status)
			.equal("owner", owner)
			.equal("project_id", project)
			.equal("sprint_id", sprint);
		return repository().list(filter, page, size);
	}

}
