package dev.tidemark.sample.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tidemark.sample.table.Row;

/**
 * A piece of work in a project, planned for a sprint or not.
 */
record Task(@Nullable Long id, @NotNull Long primaryProject, @Nullable Long primarySprint,
		@NotBlank @Size(max = 300) String title, @Nullable @Size(max = 20_000) String description,
		@Nullable TaskKind kind, @Nullable TaskStatus status, @Nullable Priority priority, @Nullable Severity severity,
		@Nullable @Size(max = 100) String owner, @NotBlank @Size(max = 100) String reporter,
		@Nullable @Range(min = 0, max = 1_000) Integer storyPoints,
		@Nullable @PositiveOrZero @Digits(integer = 5, fraction = 2) BigDecimal estimateHours,
		@Nullable @PositiveOrZero @Digits(integer = 5, fraction = 2) BigDecimal spentHours,
		@Nullable @PositiveOrZero @Digits(integer = 5, fraction = 2) BigDecimal remainingHours,
		@Nullable LocalDate startDate, @Nullable LocalDate dueDate, @Nullable OffsetDateTime startedAt,
		@Nullable OffsetDateTime completedAt, @Nullable Integer position, @Nullable Boolean blocked,
		@Nullable @Size(max = 2_000) String blockedReason, @Nullable @Size(max = 2_000) String externalUrl,
		@Nullable Boolean archived, @Nullable ArrayNode assignees, @Nullable ArrayNode watchers,
		@Nullable ArrayNode tags, @Nullable ArrayNode checklist, @Nullable ArrayNode acceptanceCriteria,
		@Nullable ArrayNode dependencies, @Nullable ArrayNode blockers, @Nullable ArrayNode subtasks,
		@Nullable ArrayNode attachments, @Nullable ArrayNode links, @Nullable ArrayNode comments,
		@Nullable ArrayNode timeEntries, @Nullable ArrayNode testCases, @Nullable ArrayNode risks,
		@Nullable ObjectNode estimates, @Nullable ObjectNode environment, @Nullable ObjectNode customFields,
		@Nullable ObjectNode metadata, @Nullable OffsetDateTime createdAt,
		@Nullable OffsetDateTime updatedAt) implements Row {
}
