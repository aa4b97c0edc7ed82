package dev.tidemark.sample.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tidemark.sample.table.Row;

/**
 * A project, with its objectives and key results.
 */
record Project(@Nullable Long id, @NotBlank @Size(max = 40) String code, @NotBlank @Size(max = 200) String name,
		@Nullable @Size(max = 10_000) String description, @Nullable ProjectStatus status, @Nullable Priority priority,
		@NotBlank @Size(max = 100) String owner, @Nullable @Size(max = 100) String sponsor,
		@Nullable LocalDate startDate, @Nullable LocalDate endDate, @Nullable OffsetDateTime completedAt,
		@Nullable @PositiveOrZero @Digits(integer = 12, fraction = 2) BigDecimal budget,
		@Nullable @Pattern(regexp = "[A-Z]{3}") String currency, @Nullable @Range(min = 0, max = 100) Integer progress,
		@Nullable Boolean archived, @Nullable ArrayNode objectives, @Nullable ArrayNode keyResults,
		@Nullable ArrayNode milestones, @Nullable ArrayNode deliverables, @Nullable ArrayNode successCriteria,
		@Nullable ArrayNode assumptions, @Nullable ArrayNode risks, @Nullable ArrayNode dependencies,
		@Nullable ArrayNode stakeholders, @Nullable ArrayNode tags, @Nullable ObjectNode budgetBreakdown,
		@Nullable ObjectNode settings, @Nullable ObjectNode metadata, @Nullable OffsetDateTime createdAt,
		@Nullable OffsetDateTime updatedAt) implements Row {
}
