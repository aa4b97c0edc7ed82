package dev.tidemark.execution;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionIndexNameTests {

	@Test
	void joinsBothNames() {
		assertThat(PartitionIndexName.of("orders_customer", "orders_2026")).isEqualTo("orders_customer_orders_2026");
	}

	@Test
	void fitsAndTellsLongNamesApart() {
		String index = "ü".repeat(30);
		String first = PartitionIndexName.of(index, "orders_2026_01");
		String second = PartitionIndexName.of(index, "orders_2026_02");
		assertThat(first).isNotEqualTo(second)
			.startsWith("üüü")
			.isEqualTo(PartitionIndexName.of(index, "orders_2026_01"));
		assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
	}

}
