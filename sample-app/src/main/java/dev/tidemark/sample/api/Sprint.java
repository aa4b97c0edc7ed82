package dev.tidemark.sample.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tidemark.sample.table.Row;

/**
 * A stretch of time in which a team works on a project.
 */
record Sprint(@Nullable Long id, @NotNull Long primaryProject, @NotBlank @Size(max = 200) String name,
		@Nullable @Size(max = 2_000) String goal, @Nullable SprintStatus status,
		@NotBlank @Size(max = 100) String owner, @NotNull @Positive Integer number, @NotNull LocalDate startDate,
		@NotNull LocalDate endDate,
		@Nullable @PositiveOrZero @Digits(integer = 5, fraction = 2) BigDecimal capacityHours,
		@Nullable @PositiveOrZero Integer plannedPoints, @Nullable @PositiveOrZero Integer completedPoints,
		@Nullable ArrayNode goals, @Nullable ArrayNode team, @Nullable ArrayNode ceremonies,
		@Nullable ArrayNode commitments, @Nullable ArrayNode risks, @Nullable ArrayNode impediments,
		@Nullable ArrayNode burndown, @Nullable ArrayNode tags, @Nullable ObjectNode retrospective,
		@Nullable ObjectNode settings, @Nullable ObjectNode metadata, @Nullable OffsetDateTime createdAt,
		@Nullable OffsetDateTime updatedAt) implements Row {
}
