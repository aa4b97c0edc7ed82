package dev.tidemark.baseline;

import java.util.Optional;

import dev.tidemark.migration.SchemaInspector;
import dev.tidemark.migration.Version;

/**
 * Proves at which version a schema stands that has no history: asked once, where
 * {@code tidemark.baseline.on-existing=detect}.
 */
@FunctionalInterface
public interface CurrentSchemaCheck {

	/**
	 * Looks at the schema.
	 * @param schema answers what is in it
	 * @return the version of the last migration whose change is there, which one of the
	 * application's has; empty where nothing is proved, which stops the run
	 */
	Optional<Version> provenVersion(SchemaInspector schema);

}
