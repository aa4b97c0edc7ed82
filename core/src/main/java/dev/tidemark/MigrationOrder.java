package dev.tidemark;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import dev.tidemark.migration.Version;

/**
 * The order in which migrations are listed: versions, then repeatables by name.
 */
final class MigrationOrder {

	static final Comparator<MigrationInfo> BY_VERSION_THEN_NAME = Comparator
		.comparing((MigrationInfo info) -> version(info), Comparator.nullsLast(Comparator.naturalOrder()));

	private MigrationOrder() {
	}

	private static @Nullable Version version(MigrationInfo info) {
		return (info.version() != null) ? Version.of(info.version()) : null;
	}

}
