package dev.tidemark;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.migration.MigrationState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that hold nothing to run are applied all the same: their versions are taken.
 */
class EmptyScriptTests extends AbstractMigratorTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "-- nothing yet\r\n/* nor here */", ";;", "-- +goose Up\n-- +goose Down\n",
			"-- migrate:up\n\n-- migrate:down\n", "BEGIN;\nCOMMIT;\n", "\\restrict abc\n\\unrestrict abc\n" })
	void appliesAFileThatHoldsOnlyCommentsOrNothing(String script) {
		write("001_empty.sql", script);
		write("002_after.sql", "CREATE TABLE after ()");
		assertThat(migrate().scripts()).containsExactly("001_empty.sql", "002_after.sql");
		assertThat(info("001").state()).isEqualTo(MigrationState.APPLIED);
		assertThat(migrate().scripts()).isEmpty();
	}

}
