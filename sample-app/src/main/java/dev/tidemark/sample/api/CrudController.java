package dev.tidemark.sample.api;

import java.net.URI;
import java.util.Objects;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import dev.tidemark.sample.table.Row;
import dev.tidemark.sample.table.TableRepository;

/**
 * What all resources have in common; lists differ, since each has filters of its own.
 *
 * @param <T> the resource
 */
abstract class CrudController<T extends Record & Row> {

	static final int MAX_PAGE_SIZE = 100;

	private final TableRepository<T> repository;

	CrudController(TableRepository<T> repository) {
		this.repository = repository;
	}

	TableRepository<T> repository() {
		return this.repository;
	}

	@GetMapping("/{id}")
	T get(@PathVariable long id) {
		return this.repository.find(id).orElseThrow(() -> new NoSuchRowException(id));
	}

	@PostMapping
	ResponseEntity<T> create(@Valid @RequestBody T row) {
		T created = this.repository.insert(row);
		URI location = ServletUriComponentsBuilder.fromCurrentRequest()
			.path("/{id}")
			.build(Objects.requireNonNull(created.id()));
		return ResponseEntity.created(location).body(created);
	}

	@PutMapping("/{id}")
	T replace(@PathVariable long id, @Valid @RequestBody T row) {
		return this.repository.update(id, row).orElseThrow(() -> new NoSuchRowException(id));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable long id) {
		if (!this.repository.delete(id)) {
			throw new NoSuchRowException(id);
		}
	}

}
