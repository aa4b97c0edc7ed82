package dev.tidemark.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tidemark.sample.demo.DemonstrationData;

/**
 * Runs the migrations of the sample in the order of their names, with nothing but the
 * driver, on autocommit.
 */
public final class SampleMigrations {

	private static final String DOWN = "-- migrate:down";

	private final JdbcTemplate template;

	private final JdbcClient jdbc;

	private final DemonstrationData data;

	public SampleMigrations(JdbcTemplate template, DemonstrationData data) {
		this.template = template;
		this.jdbc = JdbcClient.create(template);
		this.data = data;
	}

	public void reset() throws IOException {
		this.template.execute("DROP SCHEMA public CASCADE");
		this.template.execute("CREATE SCHEMA public");
		up();
	}

	public void up() throws IOException {
		for (String name : names()) {
			if (name.startsWith("007")) {
				this.data.load(this.jdbc);
			}
			this.template.execute(read(name + ".sql").split(DOWN)[0]);
		}
	}

	public void down() throws IOException {
		List<String> names = names();
		for (int i = names.size() - 1; i >= 0; i--) {
			String script = read(names.get(i) + ".sql");
			this.template.execute(script.contains(DOWN) ? script.split(DOWN)[1] : read(names.get(i) + ".down.sql"));
			if (names.get(i).startsWith("007")) {
				this.data.remove(this.jdbc);
			}
		}
	}

	/** Digits sort before letters, and so the repeatable view comes last. */
	private static List<String> names() throws IOException {
		Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*.sql");
		return Arrays.stream(files)
			.map((file) -> String.valueOf(file.getFilename()))
			.filter((name) -> !name.endsWith(".down.sql"))
			.map((name) -> name.substring(0, name.length() - ".sql".length()))
			.sorted(Comparator.naturalOrder())
			.toList();
	}

	private static String read(String name) throws IOException {
		return new PathMatchingResourcePatternResolver().getResource("classpath:db/migration/" + name)
			.getContentAsString(StandardCharsets.UTF_8);
	}

}
