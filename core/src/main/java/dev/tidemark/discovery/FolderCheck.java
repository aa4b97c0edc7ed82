package dev.tidemark.discovery;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.util.EnumSet;
import java.util.List;

import org.springframework.core.io.Resource;

import dev.tidemark.migration.MigrationProblem;

/**
 * Finds what keeps a folder from being read whole. Spring's scan stops there and says so
 * in its log only, and the migrations behind it would be missing.
 */
final class FolderCheck extends SimpleFileVisitor<Path> {

	private final String location;

	private final List<MigrationProblem> problems;

	FolderCheck(String location, List<MigrationProblem> problems) {
		this.location = location;
		this.problems = problems;
	}

	void check(Resource root) throws IOException {
		if (!root.exists() || !root.isFile()) {
			return;
		}
		Path folder = root.getFile().toPath();
		if (Files.isDirectory(folder)) {
			Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
		}
		else {
			String way = folder.toString().endsWith(".jar")
					? "put the jar on the class path, and name the folder within it with classpath:"
					: "name the folder that it is in";
			this.problems.add(new MigrationProblem(this.location, "is a file, and a location is a folder: " + way));
		}
	}

	@Override
	public FileVisitResult visitFileFailed(Path path, IOException ex) {
		this.problems.add(new MigrationProblem(path.toString(), reason(ex)));
		return FileVisitResult.CONTINUE;
	}

	private static String reason(IOException ex) {
		if (ex instanceof FileSystemLoopException) {
			return "is a symbolic link to a folder that it is in, so there is no end: remove it";
		}
		if (ex instanceof AccessDeniedException) {
			return "cannot be read, as this process may not: allow it, or move it out of the location";
		}
		return "cannot be read: " + ex;
	}

}
