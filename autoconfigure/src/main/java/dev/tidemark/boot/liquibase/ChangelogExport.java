package dev.tidemark.boot.liquibase;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.springframework.util.ClassUtils;

/**
 * Writes a changelog in any of Liquibase's formats as formatted SQL, for PostgreSQL and
 * without a database. Each changeset keeps author, id and file, so that rows of
 * {@code databasechangelog} are found again.
 */
public final class ChangelogExport {

	private static final String OFFLINE = "offline:postgresql?outputLiquibaseSql=none";

	private final ClassLoader classLoader;

	private final Path directory;

	/**
	 * Creates an export.
	 * @param classLoader finds changelogs that the application brings
	 * @param directory where changelogs are looked for too
	 */
	public ChangelogExport(ClassLoader classLoader, Path directory) {
		this.classLoader = classLoader;
		this.directory = directory;
	}

	/**
	 * Tells whether Liquibase is on the class path.
	 * @param classLoader the application's
	 * @return whether a changelog can be exported
	 */
	public static boolean isPossible(ClassLoader classLoader) {
		return ClassUtils.isPresent("liquibase.Scope", classLoader);
	}

	/**
	 * Reads a changelog with all that it includes. Writes nothing.
	 * @param changelog its path, as Liquibase is given it
	 * @return the files in the order in which they run, and what cannot be written as SQL
	 * @throws ExportException if Liquibase cannot read it
	 */
	public ExportedChangelog export(String changelog) {
		List<ExportedChangeset> changesets = new ArrayList<>();
		try (CompositeResourceAccessor files = new CompositeResourceAccessor(
				new ClassLoaderResourceAccessor(this.classLoader), new DirectoryResourceAccessor(this.directory))) {
			Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService(), Scope.Attr.resourceAccessor.name(), files),
					() -> changesets.addAll(read(changelog, files)));
		}
		catch (Exception ex) {
			throw new ExportException(
					"Liquibase cannot read %s: %s. Nothing was written".formatted(changelog,
							String.valueOf(ex.getMessage()).strip()),
					"Give the changelog as Liquibase is given it: by its path on the class path or in this folder, with Liquibase's extensions that it needs beside Liquibase.",
					ex);
		}
		return ExportedChangelog.of(changesets);
	}

	private static List<ExportedChangeset> read(String changelog, ResourceAccessor files) throws Exception {
		Database database = new PostgresDatabase();
		database.setConnection(new OfflineConnection(OFFLINE, files));
		DatabaseChangeLog log = ChangeLogParserFactory.getInstance()
			.getParser(changelog, files)
			.parse(changelog, new ChangeLogParameters(database), files);
		List<ExportedChangeset> changesets = new ArrayList<>();
		for (ChangeSet changeset : log.getChangeSets()) {
			changesets.add(new ChangesetSql(changeset, database).export());
		}
		return changesets;
	}

}
