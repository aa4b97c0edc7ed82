package dev.tidemark.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few megabytes.
 */
final class TinyDisk implements AutoCloseable {

	private final Path folder;

	private TinyDisk(Path folder) {
		this.folder = folder;
	}

	/**
	 * Mounts one, or skips the test where that is not allowed.
	 * @param folder an empty folder
	 */
	static TinyDisk mount(Path folder, int megabytes) {
		boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=%dm,mode=0700".formatted(megabytes), "tmpfs",
				folder.toString());
		Assumptions.assumeTrue(mounted, "needs the right to mount a tmpfs, as root has it on Linux");
		return new TinyDisk(folder);
	}

	Path folder() {
		return this.folder;
	}

	void grow(int megabytes) {
		if (!succeeds("mount", "-o", "remount,size=%dm".formatted(megabytes), this.folder.toString())) {
			throw new IllegalStateException("The disk does not grow");
		}
	}

	private static boolean succeeds(String... command) {
		try {
			return new ProcessBuilder(List.copyOf(Arrays.asList(command))).redirectErrorStream(true)
				.redirectOutput(new File("/dev/null"))
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		// lazily: the server may have a file open for a moment longer
		if (!succeeds("umount", "-l", this.folder.toString())) {
			throw new UncheckedIOException(new IOException("The disk cannot be unmounted"));
		}
	}

}
