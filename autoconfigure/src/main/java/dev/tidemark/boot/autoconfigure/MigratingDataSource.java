package dev.tidemark.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.StringUtils;

import dev.tidemark.boot.TidemarkDataSource;
import dev.tidemark.migration.UnsupportedDatabaseException;

/**
 * Chooses the data source that migrations run through: the marked bean, a login of its
 * own, or the application's.
 */
final class MigratingDataSource {

	private static final String MARK = "@" + TidemarkDataSource.class.getSimpleName();

	private MigratingDataSource() {
	}

	static DataSource choose(ObjectProvider<DataSource> marked, TidemarkProperties.Datasource own,
			ObjectProvider<DataSource> application) {
		DataSource chosen = only(marked, "DataSource beans with " + MARK, "Leave the mark on one of them.");
		if (chosen != null) {
			return UnpooledDataSource.of(chosen);
		}
		if (StringUtils.hasText(own.getUrl())) {
			return UnpooledDataSource.of(own.getUrl(), own.getUsername(), own.getPassword(), application.getIfUnique());
		}
		DataSource dataSource = only(application, "DataSource beans, and none of them is primary",
				"Mark the one to migrate with %s, or set tidemark.datasource.url; tidemark.mode=off migrates none."
					.formatted(MARK));
		if (dataSource == null) {
			throw new UnsupportedDatabaseException("There is no DataSource bean, and tidemark.datasource.url is empty",
					"Set spring.datasource.url or tidemark.datasource.url.", null);
		}
		return StringUtils.hasText(own.getUsername())
				? UnpooledDataSource.of(dataSource, own.getUsername(), own.getPassword())
				: UnpooledDataSource.of(dataSource);
	}

	/**
	 * Chooses when the first connection is asked for.
	 */
	static DataSource late(Supplier<DataSource> choice) {
		return new LateDataSource(choice);
	}

	private static @Nullable DataSource only(ObjectProvider<DataSource> beans, String what, String action) {
		try {
			return beans.getIfAvailable();
		}
		catch (NoUniqueBeanDefinitionException ex) {
			String names = (ex.getBeanNamesFound() != null) ? String.join(", ", ex.getBeanNamesFound()) : "?";
			// without the cause, of which Boot would tell instead
			throw new UnsupportedDatabaseException("There are several %s: %s. Nothing was run".formatted(what, names),
					action, null);
		}
	}

	/**
	 * Chooses late.
	 */
	private static final class LateDataSource extends AbstractDataSource {

		private final Supplier<DataSource> choice;

		LateDataSource(Supplier<DataSource> choice) {
			this.choice = choice;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.choice.get().getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.choice.get().getConnection(username, password);
		}

	}

}
