package dev.tidemark.authoring;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.NamedFile;
import dev.tidemark.discovery.NamedFile.Part;
import dev.tidemark.migration.MigrationFileException;
import dev.tidemark.migration.Version;

/**
 * The names of the next migration's files.
 *
 * @param version the version, as the names write it
 * @param name the name
 * @param up the file that applies it
 * @param downs files that only undo it, maybe none
 * @param sections how the file that applies it holds what undoes it
 */
record NextMigration(String version, String name, FileShape up, List<FileShape> downs, SectionStyle sections) {

	private static final String FIRST = "000";

	private static final FileShape PLAIN = new FileShape("", "", FIRST, "_", "", ".sql");

	static NextMigration of(Folder folder, CreateNaming naming, String description, Collection<Version> taken,
			Instant now) {
		NamedFile newest = folder.newest().orElse(null);
		FileShape like = (newest != null) ? FileShape.of(newest) : PLAIN;
		String last = folder.newestOfAnyKind().map(FileShape::of).map(FileShape::version).orElse(like.version());
		String version = version(last, naming, new VersionSequence(now, taken));
		String plain = MigrationName.of(description, like.name());
		String name = revised(naming, like, plain);
		checkOrder(folder, last, version, naming);
		List<FileShape> downs = (newest != null) ? folder.allOf(newest)
			.stream()
			.filter((file) -> file.part() == Part.DOWN)
			.map(FileShape::of)
			.map((shape) -> shape.with(version, name))
			.toList() : List.of();
		return new NextMigration(version, name, like.with(version, name), downs, sections(newest, like, downs));
	}

	private static String revised(CreateNaming naming, FileShape like, String name) {
		if (datedWithMinutes(like)) {
			return MigrationName.withRevision(name, like.name());
		}
		return (naming == CreateNaming.REVISION && like.prefix().isEmpty()) ? MigrationName.withRevision(name) : name;
	}

	private static boolean datedWithMinutes(FileShape like) {
		return like.version().contains("_") && TimeFormat.of(like.version()).isPresent();
	}

	private static String version(String newest, CreateNaming naming, VersionSequence sequence) {
		boolean timed = TimeFormat.of(newest).isPresent();
		return switch (naming) {
			case AUTO -> sequence.after(newest);
			case SEQUENCE -> sequence.after(timed ? FIRST : newest);
			case TIMESTAMP -> timed ? sequence.after(newest) : sequence.time(TimeFormat.SECONDS);
			case REVISION ->
				(timed && newest.contains("_")) ? sequence.after(newest) : sequence.time(TimeFormat.MINUTES);
		};
	}

	private static void checkOrder(Folder folder, String newest, String version, CreateNaming naming) {
		if (!folder.isEmpty() && VersionSequence.version(version).compareTo(VersionSequence.version(newest)) < 0) {
			throw new MigrationFileException(
					"tidemark.create.naming=%s gives the version %s, which comes before %s, the newest in %s. No file was written"
						.formatted(naming.name().toLowerCase(Locale.ROOT), version, newest, folder.path()),
					"Remove that setting: the next version is then like the newest.", null);
		}
	}

	private static SectionStyle sections(@Nullable NamedFile newest, FileShape like, List<FileShape> downs) {
		if (!downs.isEmpty()) {
			return SectionStyle.NONE;
		}
		boolean plain = like.prefix().isEmpty() && !like.isFolder() && like.rest().equals(".sql");
		SectionStyle otherwise = plain ? SectionStyle.MIGRATE : SectionStyle.NONE;
		return (newest != null) ? SectionStyle.of(newest.text()).orElse(otherwise) : otherwise;
	}

}
