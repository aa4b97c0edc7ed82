package dev.tidemark.sample.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tidemark.test.database.TestDatabase;
import dev.tidemark.test.database.TestRole;

/**
 * The two logins as the page tells to create them, under names that nobody else has.
 */
final class DocumentedLogins {

	private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

	private final TestDatabase database;

	private final TestRole migrator;

	private final TestRole application;

	private DocumentedLogins(TestDatabase database) {
		this.database = database;
		this.migrator = database.createRole("");
		this.application = database.createRole("");
	}

	static DocumentedLogins create(TestDatabase database) throws IOException {
		DocumentedLogins logins = new DocumentedLogins(database);
		Matcher sql = SQL.matcher(Files.readString(Manifest.FOLDER.resolve("README.md")));
		if (!sql.find()) {
			throw new IllegalStateException("The page has no SQL");
		}
		// the test database has made the roles, and drops them
		database.execute(sql.group(1)
			.lines()
			.filter((line) -> !line.startsWith("CREATE ROLE"))
			.collect(Collectors.joining("\n"))
			.replace("DATABASE sample ", "DATABASE " + database.name() + " ")
			.replace("sample_migrator", logins.migrator.name())
			.replace("sample_app", logins.application.name()));
		return logins;
	}

	TestRole application() {
		return this.application;
	}

	/**
	 * Puts the values of this database in place of those of the manifests.
	 */
	Map<String, String> in(Map<String, String> environment) {
		Map<String, String> values = Map.of("jdbc:postgresql://database:5432/sample", this.database.jdbcUrl(),
				"sample_migrator", this.migrator.name(), "sample_app", this.application.name(), "sample-migrator",
				this.migrator.password(), "sample-app", this.application.password(), "0.0.0.0", "127.0.0.1");
		return environment.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(entry) -> values.getOrDefault(entry.getValue(), entry.getValue())));
	}

}
