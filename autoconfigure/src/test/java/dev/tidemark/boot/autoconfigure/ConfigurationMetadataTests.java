package dev.tidemark.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor shows of the settings.
 */
class ConfigurationMetadataTests {

	private static final List<String> WITHOUT_DEFAULT = List.of("tidemark.adoption.table", "tidemark.command",
			"tidemark.create.directory", "tidemark.create.template", "tidemark.datasource.password",
			"tidemark.datasource.url", "tidemark.datasource.username", "tidemark.history.schema",
			"tidemark.placeholders", "tidemark.snapshot.data", "tidemark.target");

	private final Map<String, Map<String, Object>> properties = new TreeMap<>();

	@BeforeEach
	void read() throws IOException {
		for (URL url : Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream json = url.openStream()) {
				List<Map<String, Object>> all = list(
						Objects.requireNonNull(JsonMapper.shared().readValue(json, Map.class).get("properties")));
				all.stream()
					.filter((property) -> name(property).startsWith("tidemark."))
					.forEach((property) -> this.properties.put(name(property), property));
			}
		}
	}

	@Test
	void describesEverySetting() {
		assertThat(this.properties).hasSizeGreaterThan(20)
			.allSatisfy((name, property) -> assertThat(String.valueOf(property.get("description"))).as(name)
				.hasSizeGreaterThan(15)
				.endsWith("."));
	}

	@Test
	void holdsEverySettingAndNoDeadKey() {
		// not bound to a bean: read before there are any
		this.properties.remove("tidemark.command");
		assertThat(this.properties.keySet())
			.containsExactlyInAnyOrderElementsOf(names("tidemark.", new BeanWrapperImpl(new TidemarkProperties())));
	}

	@Test
	void givesEveryDefault() {
		assertThat(this.properties.keySet()
			.stream()
			.filter((name) -> !Objects.requireNonNull(this.properties.get(name)).containsKey("defaultValue")))
			.containsExactlyElementsOf(WITHOUT_DEFAULT);
	}

	@Test
	void givesTheDefaultsThatHold() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		this.properties.forEach((name, property) -> {
			if (property.get("defaultValue") instanceof List<?> values) {
				source.put(name, String.join(",", values.stream().map(String::valueOf).toList()));
			}
			else if (property.containsKey("defaultValue")) {
				source.put(name, property.get("defaultValue"));
			}
		});
		TidemarkProperties documented = new Binder(source).bind("tidemark", Bindable.of(TidemarkProperties.class))
			.get();
		assertThat(documented).usingRecursiveComparison().isEqualTo(new TidemarkProperties());
	}

	private static List<String> names(String prefix, BeanWrapper bean) {
		return Stream.of(bean.getPropertyDescriptors())
			.filter((property) -> !property.getName().equals("class") && property.getReadMethod() != null)
			.flatMap((property) -> {
				String name = prefix + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
				return (property.getWriteMethod() != null) ? Stream.of(name)
						: names(name + ".",
								new BeanWrapperImpl(Objects.requireNonNull(bean.getPropertyValue(property.getName()))))
							.stream();
			})
			.toList();
	}

	private static String name(Map<String, Object> property) {
		return String.valueOf(property.get("name"));
	}

	@SuppressWarnings("unchecked")
	private static <T> List<T> list(Object value) {
		return (List<T>) value;
	}

}
