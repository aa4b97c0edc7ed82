package dev.tidemark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import dev.tidemark.adoption.AdoptionSettings;
import dev.tidemark.adoption.PlainColumns;
import dev.tidemark.baseline.BaselineSettings;
import dev.tidemark.baseline.OnExisting;
import dev.tidemark.discovery.NamingSettings;
import dev.tidemark.discovery.SourceSettings;
import dev.tidemark.execution.ExecutionSettings;
import dev.tidemark.history.HistorySettings;
import dev.tidemark.lock.LockSettings;
import dev.tidemark.lock.LockStrategy;
import dev.tidemark.migration.Version;
import dev.tidemark.plan.OnChanged;
import dev.tidemark.plan.OutOfOrder;
import dev.tidemark.snapshot.SnapshotSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class MigratorSettingsTests {

	private final MigratorSettings defaults = MigratorSettings.defaults();

	static Stream<Arguments> changes() {
		return Stream.of(
				change("locations", (settings) -> settings.withLocations("file:a", "classpath:b"),
						List.of("file:a", "classpath:b")),
				change("application", (settings) -> settings.withApplication("orders"), "orders"),
				change("failOnMissingLocation", (settings) -> settings.withFailOnMissingLocation(false), false),
				change("naming",
						(settings) -> settings
							.withNaming(new NamingSettings(null, NamingSettings.Folders.EDITIONS, null)),
						new NamingSettings(null, NamingSettings.Folders.EDITIONS, null)),
				change("outOfOrder", (settings) -> settings.withOutOfOrder(OutOfOrder.REJECT), OutOfOrder.REJECT),
				change("onChanged", (settings) -> settings.withOnChanged(OnChanged.WARN), OnChanged.WARN),
				change("placeholders", (settings) -> settings.withPlaceholders(Map.of("a", "b")), Map.of("a", "b")),
				change("timeout", (settings) -> settings.withConnectTimeout(Duration.ofSeconds(1)),
						Duration.ofSeconds(1)),
				change("createDatabase", (settings) -> settings.withCreateDatabase(true), true),
				change("history", (settings) -> settings.withHistory(new HistorySettings("ops", null, null)),
						new HistorySettings("ops", null, null)),
				change("lock", (settings) -> settings.withLock(new LockSettings(null, Duration.ZERO, null, null)),
						new LockSettings(null, Duration.ZERO, null, null)),
				change("target", (settings) -> settings.withTarget(Version.of("7")), Version.of("7")),
				change("execution",
						(settings) -> settings.withExecution(new ExecutionSettings(Duration.ZERO, null, null)),
						new ExecutionSettings(Duration.ZERO, null, null)),
				change("adoption",
						(settings) -> settings
							.withAdoption(new AdoptionSettings("flyway", "old", true, true, PlainColumns.USUAL)),
						new AdoptionSettings("flyway", "old", true, true, PlainColumns.USUAL)),
				change("baseline",
						(settings) -> settings
							.withBaseline(BaselineSettings.defaults().withOnExisting(OnExisting.DETECT)),
						BaselineSettings.defaults().withOnExisting(OnExisting.DETECT)),
				change("snapshot", (settings) -> settings.withSnapshot(SnapshotSettings.defaults().withGrants(true)),
						SnapshotSettings.defaults().withGrants(true)));
	}

	private static Arguments change(String name, UnaryOperator<MigratorSettings> change, Object value) {
		return arguments(name, change, value);
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changesOneThingAndNothingElse(String name, UnaryOperator<MigratorSettings> change, Object value) {
		Map<String, Object> expected = new HashMap<>(values(this.defaults));
		assertThat(expected.put(name, value)).isNotEqualTo(value);
		assertThat(values(change.apply(this.defaults))).isEqualTo(expected);
	}

	private static Map<String, Object> values(MigratorSettings settings) {
		Map<String, Object> values = new HashMap<>();
		addValues(settings, values);
		addValues(settings.sources(), values);
		addValues(settings.plan(), values);
		addValues(settings.connect(), values);
		values.keySet().removeAll(Set.of("sources", "plan", "connect"));
		return values;
	}

	private static void addValues(Object settings, Map<String, Object> values) {
		for (RecordComponent component : settings.getClass().getRecordComponents()) {
			try {
				values.put(component.getName(), component.getAccessor().invoke(settings));
			}
			catch (IllegalAccessException | InvocationTargetException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@Test
	void hasAMethodForEachComponentButTheDatabase() {
		assertThat(changes().map((change) -> change.get()[0])).containsExactlyInAnyOrderElementsOf(
				values(this.defaults).keySet().stream().filter((name) -> !name.equals("database")).toList());
	}

	@Test
	void hasTheDefaultsThatAreDocumented() {
		assertThat(this.defaults.database()).isEqualTo("default");
		assertThat(this.defaults.application()).isEqualTo("tidemark");
		assertThat(this.defaults.locations()).containsExactly("classpath:db/migration");
		assertThat(this.defaults.sources().failOnMissingLocation()).isTrue();
		assertThat(this.defaults.sources().naming()).isEqualTo(new NamingSettings(NamingSettings.Naming.CONVENTIONS,
				NamingSettings.Folders.MERGED, NamingSettings.Duplicates.REFUSE));
		assertThat(this.defaults.plan().outOfOrder()).isEqualTo(OutOfOrder.APPLY);
		assertThat(this.defaults.plan().onChanged()).isEqualTo(OnChanged.REFUSE);
		assertThat(this.defaults.placeholders()).isEmpty();
		assertThat(this.defaults.target()).isNull();
		assertThat(this.defaults.connect().timeout()).hasSeconds(30);
		assertThat(this.defaults.history().schema()).isNull();
		assertThat(this.defaults.history().table()).isEqualTo("schema_migrations");
		assertThat(this.defaults.history().maxScriptSize()).isEqualTo(DataSize.ofMegabytes(1));
		assertThat(this.defaults.lock().strategy()).isEqualTo(LockStrategy.AUTO);
		assertThat(this.defaults.lock().timeout()).hasMinutes(15);
		assertThat(this.defaults.lock().pollInterval()).hasMillis(500);
		assertThat(this.defaults.execution().lockTimeout()).hasSeconds(5);
		assertThat(this.defaults.execution().statementTimeout()).isZero();
		assertThat(this.defaults.execution().retry().deadline()).hasMinutes(10);
		assertThat(this.defaults.execution().retry().initialDelay()).hasSeconds(1);
		assertThat(this.defaults.execution().retry().maxDelay()).hasSeconds(30);
	}

	@ParameterizedTest
	@ValueSource(strings = { "db/migration", "/db/migration", "", "http://example.com/db", "classpath", "filesystem:db",
			"classpath*:db/migration" })
	void refusesALocationOfAnotherKind(String location) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.withLocations("classpath:a", location))
			.withMessage("tidemark.locations: '%s' begins with neither 'classpath:' nor 'file:'", location);
	}

	@Test
	void refusesANegativeConnectTimeout() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.withConnectTimeout(Duration.ofMillis(-1)))
			.withMessage("tidemark.connect-timeout may not be negative");
	}

	@Test
	void cannotBeChangedFromOutside() {
		List<String> locations = new ArrayList<>(List.of("classpath:a"));
		Map<String, String> placeholders = new HashMap<>(Map.of("a", "1"));
		MigratorSettings settings = this.defaults
			.withSources(new SourceSettings(locations, true, this.defaults.sources().naming()))
			.withPlaceholders(placeholders);
		locations.clear();
		placeholders.clear();
		assertThat(settings.locations()).containsExactly("classpath:a");
		assertThat(settings.placeholders()).containsEntry("a", "1");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> settings.locations().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> settings.placeholders().clear());
	}

}
