package dev.tidemark.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import dev.tidemark.ConnectSettings;
import dev.tidemark.MigratorSettings;
import dev.tidemark.WaitSettings;
import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.PlainColumns;
import dev.tidemark.authoring.CreateNaming;
import dev.tidemark.authoring.CreateSettings;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.boot.startup.Mode;
import dev.tidemark.boot.startup.OnFailure;
import dev.tidemark.boot.startup.RunAt;
import dev.tidemark.boot.startup.RunSettings;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.execution.RetrySettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.plan.PlanSettings;
import dev.tidemark.snapshot.SnapshotSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TidemarkPropertiesTests {

	@Test
	void hasTheDefaultsOfTheEngine() {
		assertThat(new TidemarkProperties().toMigratorSettings(null)).isEqualTo(MigratorSettings.defaults());
	}

	@Test
	void runsAtReadyAndFailsByDefault() {
		TidemarkProperties properties = new TidemarkProperties();
		assertThat(properties.toRunSettings())
			.isEqualTo(new RunSettings(RunAt.READY, Mode.MIGRATE, OnFailure.FAIL, WaitSettings.defaults()));
		assertThat(properties.isGateClosedAtFirst()).isTrue();
	}

	@Test
	void handsEverySettingToTheEngine() {
		TidemarkProperties properties = bind(Map.ofEntries(Map.entry("locations", "classpath:a,file:b"),
				Map.entry("fail-on-missing-location", "false"), Map.entry("naming", "by-name"),
				Map.entry("folders", "editions"), Map.entry("duplicates", "by-name"),
				Map.entry("out-of-order", "reject"), Map.entry("on-changed", "warn"),
				Map.entry("placeholders.team", "red"), Map.entry("target", "002"), Map.entry("connect-timeout", "7s"),
				Map.entry("create-database", "true"), Map.entry("history.schema", "meta"),
				Map.entry("history.table", "log"), Map.entry("history.max-script-size", "3KB"),
				Map.entry("lock.strategy", "advisory"), Map.entry("lock.timeout", "2m"),
				Map.entry("lock.poll-interval", "20ms"), Map.entry("lock.lease-expiry", "3m"),
				Map.entry("execution.lock-timeout", "3s"), Map.entry("execution.statement-timeout", "1h"),
				Map.entry("execution.retry.deadline", "4m"), Map.entry("execution.retry.initial-delay", "5ms"),
				Map.entry("execution.retry.max-delay", "6s"), Map.entry("adopt", "goose"),
				Map.entry("adoption.table", "old.versions"), Map.entry("adoption.accept-changed", "true"),
				Map.entry("adoption.keep-writing", "true"), Map.entry("baseline.on-existing", "7"),
				Map.entry("snapshot.location", "classpath:a.sql"),
				Map.entry("snapshot.data", "countries, app.currencies"), Map.entry("snapshot.grants", "true")));
		assertThat(properties.toMigratorSettings("orders")).isEqualTo(new MigratorSettings("default", "orders",
				new SourceSettings(List.of("classpath:a", "file:b"), false,
						new NamingSettings(NamingSettings.Naming.BY_NAME, NamingSettings.Folders.EDITIONS,
								NamingSettings.Duplicates.BY_NAME)),
				new PlanSettings(OutOfOrder.REJECT, OnChanged.WARN, Map.of("team", "red"), Version.of("002")),
				new ConnectSettings(Duration.ofSeconds(7), true),
				new HistorySettings("meta", "log", DataSize.ofKilobytes(3)),
				new LockSettings(LockStrategy.ADVISORY, Duration.ofMinutes(2), Duration.ofMillis(20),
						Duration.ofMinutes(3)),
				new ExecutionSettings(Duration.ofSeconds(3), Duration.ofHours(1),
						new RetrySettings(Duration.ofMinutes(4), Duration.ofMillis(5), Duration.ofSeconds(6))),
				new AdoptionSettings("goose", "old.versions", true, true, PlainColumns.USUAL),
				BaselineSettings.defaults().at(Version.of("7")).withSnapshot("classpath:a.sql"),
				new SnapshotSettings(List.of("countries", "app.currencies"), true, false)));
	}

	@Test
	void adoptsNothingWhereYamlReadsOffAsABoolean() {
		assertThat(bind(Map.of("adopt", "false")).toMigratorSettings(null).adoption().enabled()).isFalse();
	}

	@Test
	void handsEverySettingToTheCommandsThatWriteFiles() {
		TidemarkProperties properties = bind(Map.of("create.naming", "timestamp", "create.directory",
				"src/main/resources/db/migration", "create.template", "template.sql"));
		assertThat(properties.toCreateSettings()).isEqualTo(new CreateSettings(CreateNaming.TIMESTAMP,
				Path.of("src", "main", "resources", "db", "migration"), Path.of("template.sql")));
	}

	@Test
	void handsEverySettingToTheRunner() {
		TidemarkProperties properties = bind(Map.of("run-at", "startup", "mode", "wait", "on-failure", "refuse-traffic",
				"wait.timeout", "90m", "wait.poll-interval", "300ms"));
		assertThat(properties.toRunSettings()).isEqualTo(new RunSettings(RunAt.STARTUP, Mode.WAIT,
				OnFailure.REFUSE_TRAFFIC, new WaitSettings(Duration.ofMinutes(90), Duration.ofMillis(300))));
	}

	@ParameterizedTest
	@CsvSource({ "ready, migrate, true, true", "ready, verify, true, true", "ready, wait, true, true",
			"ready, off, true, false", "startup, migrate, true, true", "manual, migrate, true, false",
			"ready, migrate, false, false" })
	void closesTheGateUntilARunThatIsAwaited(String runAt, String mode, String enabled, boolean closed) {
		TidemarkProperties properties = bind(Map.of("run-at", runAt, "mode", mode, "gate.enabled", enabled));
		assertThat(properties.isGateClosedAtFirst()).isEqualTo(closed);
	}

	@Test
	void namesBothSettingsThatConflict() {
		TidemarkProperties properties = bind(
				Map.of("execution.retry.initial-delay", "10s", "execution.retry.max-delay", "2s"));
		assertThatIllegalArgumentException().isThrownBy(() -> properties.toMigratorSettings(null))
			.withMessageContaining("tidemark.execution.retry.max-delay (PT2S)")
			.withMessageContaining("tidemark.execution.retry.initial-delay (PT10S)");
	}

	@Test
	void namesATargetThatIsNoVersion() {
		TidemarkProperties properties = bind(Map.of("target", "latest"));
		assertThatIllegalArgumentException().isThrownBy(() -> properties.toMigratorSettings(null))
			.withMessageContaining("tidemark.target: 'latest' is not a version");
	}

	@Test
	void namesALocationThatNobodyCanRead() {
		TidemarkProperties properties = bind(Map.of("locations", "classpath:db/migration,s3:bucket"));
		assertThatIllegalArgumentException().isThrownBy(() -> properties.toMigratorSettings(null))
			.withMessageContaining("tidemark.locations: 's3:bucket'")
			.withMessageContaining("'classpath:' nor 'file:'");
	}

	private static TidemarkProperties bind(Map<String, String> values) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		values.forEach((name, value) -> source.put("tidemark." + name, value));
		return new Binder(source).bind("tidemark", Bindable.of(TidemarkProperties.class)).get();
	}

}
