package dev.tidemark.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

import dev.tidemark.discovery.ScriptText.NotTextException;
import dev.tidemark.migration.InvalidMigrationsException;
import dev.tidemark.migration.MigrationKind;
import dev.tidemark.migration.MigrationProblem;
import dev.tidemark.migration.Snapshot;
import dev.tidemark.migration.SnapshotHead;
import dev.tidemark.migration.SnapshotHead.InvalidSnapshotHeadException;
import dev.tidemark.migration.SqlMigration;
import dev.tidemark.migration.SqlScript;
import dev.tidemark.sql.ScriptChecksum;
import dev.tidemark.sql.ScriptDirectives;
import dev.tidemark.sql.SqlScriptException;

/**
 * Reads the snapshot of the schema, where the application brings one.
 */
public final class SnapshotFile {

	private static final String NAME = "snapshot";

	private final ResourcePatternResolver resolver;

	private final String location;

	private final boolean required;

	/**
	 * Describes a file; nothing is read yet.
	 * @param resolver reads resources
	 * @param location the file, with {@code classpath:} or {@code file:}
	 * @param required whether it is a problem that the file does not exist
	 */
	public SnapshotFile(ResourcePatternResolver resolver, String location, boolean required) {
		this.resolver = resolver;
		this.location = location;
		this.required = required;
	}

	/**
	 * Reads the file.
	 * @return the snapshot, or empty where there is none; a file that is no snapshot is
	 * none where nobody has named it, since others use that name too
	 * @throws InvalidMigrationsException if the file that is named is no snapshot, or a
	 * snapshot cannot be read
	 */
	public Optional<Snapshot> read() {
		Resource resource = this.resolver.getResource(this.location);
		if (!resource.exists()) {
			if (this.required) {
				throw problem(
						"does not exist: write it with the command 'snapshot', or mend tidemark.snapshot.location");
			}
			return Optional.empty();
		}
		try {
			return snapshot(ScriptText.decode(this.location, resource.getContentAsByteArray()));
		}
		catch (IOException ex) {
			throw problem("cannot be read: " + ex.getMessage());
		}
		catch (NotTextException ex) {
			throw new InvalidMigrationsException(ex.problem());
		}
	}

	/**
	 * Reads no more than what the snapshot stands for.
	 * @return its head, or empty where there is no file, or one that is no snapshot
	 * @throws InvalidMigrationsException if it is one and cannot be understood
	 */
	public Optional<SnapshotHead> head() {
		Resource resource = this.resolver.getResource(this.location);
		if (!resource.exists()) {
			return Optional.empty();
		}
		StringBuilder head = new StringBuilder();
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8))) {
			String line = reader.readLine();
			while (line != null && (line.startsWith("--") || line.startsWith("\uFEFF"))) {
				head.append(line).append('\n');
				line = reader.readLine();
			}
			return SnapshotHead.read(head.toString());
		}
		catch (IOException ex) {
			throw problem("cannot be read: " + ex.getMessage());
		}
		catch (InvalidSnapshotHeadException ex) {
			throw invalid(ex);
		}
	}

	/**
	 * Returns where the file is.
	 * @return the path, for people
	 */
	public String path() {
		return this.location.substring(this.location.indexOf(':') + 1);
	}

	private Optional<Snapshot> snapshot(String text) {
		try {
			Optional<SnapshotHead> head = SnapshotHead.read(text);
			if (head.isEmpty() && this.required) {
				throw problem(
						"is no snapshot: the first line of one says '-- Tidemark snapshot of version …'. Write it with the command 'snapshot', or name another file with tidemark.snapshot.location");
			}
			return head.map((found) -> new Snapshot(new SqlMigration(MigrationKind.BASELINE, found.version(), NAME,
					script(path(), text), null, ScriptChecksum.of(text)), found));
		}
		catch (InvalidSnapshotHeadException ex) {
			throw invalid(ex);
		}
		catch (SqlScriptException ex) {
			throw new InvalidMigrationsException(MigrationProblem.of(this.location, ex));
		}
	}

	/**
	 * Reads the text of a snapshot. What looks like a placeholder is what a migration has
	 * left in the schema.
	 * @param location where it is, for people
	 * @param text the text
	 * @return the script
	 */
	public static SqlScript script(String location, String text) {
		return new SqlScript(location, text, 1, ScriptDirectives.parse(text, 1).orElse(null, false));
	}

	private InvalidMigrationsException invalid(InvalidSnapshotHeadException ex) {
		return new InvalidMigrationsException(new MigrationProblem(this.location, ex.line(), 0,
				ex.getMessage() + ": write the snapshot again with the command 'snapshot'"));
	}

	private InvalidMigrationsException problem(String message) {
		return new InvalidMigrationsException(new MigrationProblem(this.location, message));
	}

}
