package dev.tidemark.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import dev.tidemark.boot.TidemarkDataSource;

/**
 * Chooses the data source that migrations run through: the marked bean, a login of its
 * own, or the application's.
 */
final class MigratingDataSource {

	private MigratingDataSource() {
	}

	static DataSource choose(ObjectProvider<DataSource> marked, TidemarkProperties.Datasource own,
			ObjectProvider<DataSource> application) {
		DataSource chosen = marked.getIfUnique();
		if (chosen != null) {
			return UnpooledDataSource.of(chosen);
		}
		if (StringUtils.hasText(own.getUrl())) {
			return UnpooledDataSource.of(own.getUrl(), own.getUsername(), own.getPassword());
		}
		DataSource dataSource = application.getIfUnique();
		if (dataSource == null) {
			throw new IllegalStateException(
					"There are several DataSource beans, and none of them is primary: mark the one to migrate with @"
							+ TidemarkDataSource.class.getSimpleName() + ", or set tidemark.datasource.url");
		}
		return StringUtils.hasText(own.getUsername()) ? withOtherLogin(dataSource, own)
				: UnpooledDataSource.of(dataSource);
	}

	private static DataSource withOtherLogin(DataSource dataSource, TidemarkProperties.Datasource own) {
		String url = poolUrl(dataSource);
		if (url == null) {
			throw new IllegalStateException(
					"tidemark.datasource.username is set, and the URL of the application's DataSource is not known: set tidemark.datasource.url too");
		}
		return UnpooledDataSource.of(url, own.getUsername(), own.getPassword());
	}

	private static @Nullable String poolUrl(DataSource dataSource) {
		if (!ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", MigratingDataSource.class.getClassLoader())) {
			return null;
		}
		HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariDataSource.class);
		return (pool != null) ? pool.getJdbcUrl() : null;
	}

}
