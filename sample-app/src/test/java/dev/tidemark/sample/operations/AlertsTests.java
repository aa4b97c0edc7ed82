package dev.tidemark.sample.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tidemark.test.database.PostgresTest;
import dev.tidemark.test.database.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alert rules ask for what a scrape has, and tell where to read on.
 */
@PostgresTest
class AlertsTests {

	private static final Pattern METER = Pattern.compile("^\\| `(tidemark_\\w+)` \\| (\\w+) \\|", Pattern.MULTILINE);

	@TempDir
	private Path directory;

	@Test
	void askForNothingThatAScrapeDoesNotHave(TestDatabase database) throws Exception {
		List<AlertRules.Rule> rules = AlertRules.read();
		assertThat(rules).hasSizeGreaterThanOrEqualTo(7);
		try (FailedApplication application = FailedApplication.start(database, this.directory)) {
			String text = application.scrape();
			Scrape scrape = new Scrape(text);
			assertThat(rules).allSatisfy((rule) -> assertThat(scrape.missing(rule)).as(rule.alert()).isEmpty());
			assertThat(text).contains("tidemark_state{database=\"default\",state=\"failed\"} 1.0");
			assertThat(text).as("every meter is described by the page, and the other way round")
				.satisfies(this::hasTheDocumentedMeters);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidemark_stat == 1", "tidemark_state{state=\"broken\"} == 1",
			"tidemark_state{stat=\"failed\"} == 1", "sum by (colour) (tidemark_state) > 0", "up == 0",
			"tidemark_state{state=~\"fail.*d.\"} == 1", "tidemark_state{state!~\".*\"} == 1" })
	void wouldBeFoundWithASlip(String expression) {
		Scrape scrape = new Scrape("""
				# TYPE tidemark_state gauge
				tidemark_state{database="default",state="failed"} 1.0
				tidemark_state{database="default",state="current"} 0.0
				""");
		AlertRules.Rule right = rule("tidemark_state{state=~\"fail.*d\"} == 1");
		assertThat(scrape.missing(right)).isEmpty();
		assertThat(scrape.missing(rule(expression))).isNotEmpty();
	}

	private static AlertRules.Rule rule(String expression) {
		return new AlertRules.Rule("Test", expression, Map.of(), Map.of("summary", "{{ $labels.database }}"));
	}

	@Test
	void tellHowBadItIsAndWhereToReadOn() throws IOException {
		List<String> anchors = OperationsPage.anchors();
		assertThat(AlertRules.read()).allSatisfy((rule) -> {
			assertThat(rule.labels().get("severity")).isIn("critical", "warning", "info");
			assertThat(rule.annotations()).containsKeys("summary", "description", "runbook_url");
			String runbook = rule.annotations().get("runbook_url");
			assertThat(runbook).startsWith("docs/operations.md#");
			assertThat(anchors).contains(runbook.substring(runbook.indexOf('#') + 1));
			assertThat(OperationsPage.text()).contains("*Alert `" + rule.alert() + "`");
		});
	}

	private void hasTheDocumentedMeters(String scrape) {
		Matcher meters = METER.matcher(text());
		List<String> documented = meters.results().map((meter) -> meter.group(1)).toList();
		assertThat(documented).hasSizeGreaterThan(10);
		assertThat(documented)
			.allSatisfy((name) -> assertThat(scrape.contains("\n" + name) || later(name)).as(name).isTrue());
		List<String> scraped = Pattern.compile("^# TYPE (tidemark_\\w+) ", Pattern.MULTILINE)
			.matcher(scrape)
			.results()
			.map((type) -> type.group(1))
			.toList();
		assertThat(scraped).allSatisfy((name) -> assertThat(documented).contains(name.replaceAll("_max$", "")));
	}

	/**
	 * Timers come with their first measurement: nothing was blocked here.
	 */
	private static boolean later(String name) {
		return name.equals("tidemark_blocked_seconds");
	}

	private static String text() {
		try {
			return Files.readString(OperationsPage.FILE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
