package dev.tidemark.test.database;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A container of Testcontainers.
 */
record ContainerSource(String image, List<String> settings) implements ServerSource {

	@Override
	public TestServer start() {
		DockerImageName name = DockerImageName.parse(this.image).asCompatibleSubstituteFor("postgres");
		PostgreSQLContainer container = new PostgreSQLContainer(name).withUsername("postgres")
			.withDatabaseName("postgres");
		container.withCommand(command());
		// Testcontainers would open the port to the whole network
		container.withCreateContainerCmdModifier((create) -> create.getHostConfig()
			.withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"),
					ExposedPort.tcp(PostgreSQLContainer.POSTGRESQL_PORT))));
		container.start();
		ServerAddress address = new ServerAddress(container.getHost(),
				container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container.getUsername(),
				container.getPassword(), Map.of());
		return new TestServer(address, container.getDatabaseName(), container::close);
	}

	private String[] command() {
		Stream<String> all = Stream.concat(Stream.of("fsync=off", "max_connections=300"), this.settings.stream());
		return Stream.concat(Stream.of("postgres"), all.flatMap((setting) -> Stream.of("-c", setting)))
			.toArray(String[]::new);
	}

	@Override
	public String toString() {
		return "a container of " + this.image;
	}

}
