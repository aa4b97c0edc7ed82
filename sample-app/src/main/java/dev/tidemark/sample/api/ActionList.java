package dev.tidemark.sample.api;

import java.time.LocalDate;
import java.time.OffsetDateTime;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tidemark.sample.table.Row;

/**
 * What somebody has promised to do, after a meeting for example.
 */
record ActionList(@Nullable Long id, @Nullable Long projectId, @Nullable Long sprintId,
		@NotBlank @Size(max = 200) String title, @Nullable @Size(max = 10_000) String description,
		@Nullable ActionListStatus status, @NotBlank @Size(max = 100) String owner, @Nullable Priority priority,
		@Nullable LocalDate dueDate, @Nullable OffsetDateTime completedAt, @Nullable Integer position,
		@Nullable Boolean archived, @Nullable ArrayNode items, @Nullable ArrayNode participants,
		@Nullable ArrayNode decisions, @Nullable ArrayNode tags, @Nullable ObjectNode metadata,
		@Nullable OffsetDateTime createdAt, @Nullable OffsetDateTime updatedAt) implements Row {
}
