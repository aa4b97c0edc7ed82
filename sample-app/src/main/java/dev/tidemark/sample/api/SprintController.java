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
 * The sprints of all projects.
 */
@RestController
@RequestMapping("/api/sprints")
class SprintController extends CrudController<Sprint> {

	SprintController(JdbcClient jdbc, JsonMapper json) {
		super(new TableRepository<>(jdbc, json, "sprints", Sprint.class));
	}

	@GetMapping
	Page<Sprint> list(@RequestParam @Nullable SprintStatus status, @RequestParam @Nullable String owner,
			@RequestParam @Nullable Long project, @RequestParam(defaultValue = "0") @Min(0) int page,
			@RequestParam(defaultValue = "20") @Min(1) @Max(MAX_PAGE_SIZE) int size) {
		Filter filter = new Filter().equal("status", status).equal("owner", owner).equal("primary_project", project);
		return repository().list(filter, page, size);
	}

}
