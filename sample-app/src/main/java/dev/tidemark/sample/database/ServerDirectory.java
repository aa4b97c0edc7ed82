package dev.tidemark.sample.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.util.LinuxUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory of an embedded server: its binaries, data, log and port.
 */
record ServerDirectory(Path root) {

	/**
	 * Opens the directory and makes it if it is missing.
	 * @throws DatabaseSetupException if that is not possible
	 */
	static ServerDirectory at(Path directory) {
		try {
			return new ServerDirectory(Files.createDirectories(directory).toRealPath());
		}
		catch (IOException ex) {
			throw unusable(directory, ex);
		}
	}

	Path data() {
		return this.root.resolve("data");
	}

	Path binaries() {
		return this.root.resolve("postgresql");
	}

	Path log() {
		return this.root.resolve("server.log");
	}

	/**
	 * Becomes the owner of the directory, or returns {@code null} where another is.
	 */
	@Nullable DirectoryLock tryLock() {
		try {
			return DirectoryLock.tryLock(this.root.resolve("lock"));
		}
		catch (IOException ex) {
			throw unusable(this.root, ex);
		}
	}

	/**
	 * The port that the server has had before, as long as it is free, or else a free one
	 * that it will keep.
	 */
	int port() {
		Path file = this.root.resolve("port");
		try {
			int kept = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
			int port = (kept > 0 && isFree(kept)) ? kept : freePort();
			Files.writeString(file, Integer.toString(port));
			return port;
		}
		catch (IOException | NumberFormatException ex) {
			throw unusable(file, ex);
		}
	}

	private static boolean isFree(int port) throws IOException {
		for (InetAddress address : InetAddress.getAllByName("localhost")) {
			try (ServerSocket socket = new ServerSocket(port, 1, address)) {
				socket.getLocalPort();
			}
			catch (IOException ex) {
				return false;
			}
		}
		return true;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Refuses what PostgreSQL would refuse later and less clearly: data of another user,
	 * and root where it has no way to run as somebody else.
	 */
	void checkOwner() {
		try {
			Path probe = Files.createTempFile(this.root, "owner", null);
			try {
				if (!probe.getFileSystem().supportedFileAttributeViews().contains("unix")) {
					return;
				}
				int user = (Integer) Files.getAttribute(probe, "unix:uid");
				if (Files.exists(data()) && !Files.getAttribute(data(), "unix:uid").equals(user)) {
					throw new DatabaseSetupException(
							"The embedded database's data in " + data() + " belong to another user.",
							"Run as that user, or remove " + this.root + ". " + DatabaseVariables.HINT);
				}
				if (user == 0 && !LinuxUtils.isUnshareAvailable()) {
					throw new DatabaseSetupException(
							"PostgreSQL does not run as root, and here root may not start it in a user namespace.",
							"Run as another user. " + DatabaseVariables.HINT);
				}
			}
			finally {
				Files.delete(probe);
			}
		}
		catch (IOException ex) {
			throw unusable(this.root, ex);
		}
	}

	/**
	 * Removes binaries that an application killed while it unpacked them: they would be
	 * taken for complete files.
	 */
	void removeHalfUnpackedBinaries() {
		if (!Files.isDirectory(binaries())) {
			return;
		}
		try (Stream<Path> versions = Files.list(binaries())) {
			for (Path version : versions.toList()) {
				if (!Files.exists(version.resolve(".exists"))) {
					FileSystemUtils.deleteRecursively(version);
				}
			}
		}
		catch (IOException ex) {
			throw unusable(binaries(), ex);
		}
	}

	/**
	 * Notes that data are being made where there are none; what an application killed at
	 * that point left is removed.
	 */
	void beginData() {
		try {
			if (Files.exists(unfinished())) {
				FileSystemUtils.deleteRecursively(data());
			}
			if (!Files.exists(data())) {
				Files.writeString(unfinished(), "The directory data is not complete while this file is here.\n");
			}
		}
		catch (IOException ex) {
			throw unusable(this.root, ex);
		}
	}

	/**
	 * Notes that the data are complete, since a server has started over them.
	 */
	void endData() throws IOException {
		Files.deleteIfExists(unfinished());
	}

	private Path unfinished() {
		return this.root.resolve("data.unfinished");
	}

	/**
	 * The last lines of the server's log, or why there are none.
	 */
	String endOfLog() {
		try {
			List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
		}
		catch (IOException ex) {
			return "(no log: " + ex.getMessage() + ")";
		}
	}

	private static DatabaseSetupException unusable(Path path, Exception cause) {
		return new DatabaseSetupException(
				"The embedded database cannot use %s: %s".formatted(path.toAbsolutePath(), cause),
				"Make it a directory that this user may write, or remove it. " + DatabaseVariables.HINT, cause);
	}

}
