package dev.tidemark.benchmark.jmh;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import dev.tidemark.discovery.DiscoveredMigrations;
import dev.tidemark.discovery.MigrationDiscovery;
import dev.tidemark.discovery.NamingSettings;

/**
 * Discovery of many small files, beside a program that does nothing but read them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DiscoveryBenchmark {

	@Param("10000")
	private int size;

	private SmallMigrations files;

	private URLClassLoader exploded;

	private URLClassLoader packed;

	/**
	 * Creates the benchmark, without files yet.
	 */
	@SuppressWarnings("NullAway.Init")
	public DiscoveryBenchmark() {
	}

	/**
	 * Writes the files.
	 * @throws IOException if that fails
	 */
	@Setup(Level.Trial)
	public void write() throws IOException {
		this.files = new SmallMigrations(this.size);
		this.exploded = loader(this.files.root());
		this.packed = loader(this.files.jar());
	}

	private static URLClassLoader loader(Path path) throws IOException {
		return new URLClassLoader(new URL[] { path.toUri().toURL() }, null);
	}

	/**
	 * Removes the files.
	 * @throws IOException if that fails
	 */
	@TearDown(Level.Trial)
	public void remove() throws IOException {
		this.exploded.close();
		this.packed.close();
		this.files.close();
	}

	/**
	 * Lists the files, and reads and hashes each, on one thread.
	 * @return the sum of the hashes
	 * @throws IOException if that fails
	 */
	@Benchmark
	public long raw() throws IOException {
		List<Path> paths;
		try (Stream<Path> list = Files.list(this.files.folder())) {
			paths = list.filter((path) -> path.toString().endsWith(".sql")).sorted().toList();
		}
		long sum = 0;
		for (Path path : paths) {
			CRC32 crc = new CRC32();
			crc.update(Files.readAllBytes(path));
			sum += crc.getValue();
		}
		return sum;
	}

	/**
	 * Discovers {@code file:}.
	 * @return what was found
	 */
	@Benchmark
	public DiscoveredMigrations folder() {
		return discover(this.exploded, "file:" + this.files.folder());
	}

	/**
	 * Discovers {@code classpath:} where the class path is a folder.
	 * @return what was found
	 */
	@Benchmark
	public DiscoveredMigrations explodedClassPath() {
		return discover(this.exploded, "classpath:" + SmallMigrations.FOLDER);
	}

	/**
	 * Discovers {@code classpath:} where the class path is a jar.
	 * @return what was found
	 */
	@Benchmark
	public DiscoveredMigrations jar() {
		return discover(this.packed, "classpath:" + SmallMigrations.FOLDER);
	}

	private DiscoveredMigrations discover(ClassLoader classLoader, String location) {
		DiscoveredMigrations found = new MigrationDiscovery(new PathMatchingResourcePatternResolver(classLoader),
				List.of(location), true, new NamingSettings(null, null, null))
			.discover(List.of());
		if (found.catalog().all().size() != this.size) {
			throw new IllegalStateException("Found %d of %d".formatted(found.catalog().all().size(), this.size));
		}
		return found;
	}

}
