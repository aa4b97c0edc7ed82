package dev.tidemark.baseline;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import dev.tidemark.migration.Version;

/**
 * How a history begins in a database that has none.
 *
 * @param onExisting what is done where there are objects already
 * @param version the version at which such a schema stands, for
 * {@link OnExisting#VERSION}, otherwise {@code null}
 * @param snapshot where the snapshot for a fresh database is, or {@code null} to run the
 * migrations in any case
 * @param snapshotRequired whether it is an error that there is none
 */
public record BaselineSettings(OnExisting onExisting, @Nullable Version version, @Nullable String snapshot,
		boolean snapshotRequired) {

	/** Where the snapshot is where nothing else is set. */
	public static final String DEFAULT_SNAPSHOT = "classpath:db/schema.sql";

	/**
	 * Checks that a version is there exactly where it is needed.
	 */
	public BaselineSettings {
		Assert.isTrue((onExisting == OnExisting.VERSION) == (version != null),
				"A version belongs to OnExisting.VERSION, and to nothing else");
	}

	/**
	 * Returns the settings where nothing is set.
	 * @return the defaults
	 */
	public static BaselineSettings defaults() {
		return new BaselineSettings(OnExisting.FAIL, null, DEFAULT_SNAPSHOT, false);
	}

	/**
	 * Reads what a user has set.
	 * @param onExisting a word or a version; nothing for the default
	 * @param snapshot the location of the snapshot; nothing for the default, which may be
	 * missing
	 * @return the settings
	 * @throws IllegalArgumentException if it is neither a word nor a version
	 */
	public static BaselineSettings of(@Nullable String onExisting, @Nullable String snapshot) {
		BaselineSettings settings = StringUtils.hasText(onExisting) ? defaults().with(onExisting.strip()) : defaults();
		return (StringUtils.hasText(snapshot) && !snapshot.strip().equals(DEFAULT_SNAPSHOT))
				? settings.withSnapshot(snapshot.strip()) : settings;
	}

	private BaselineSettings with(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "fail" -> withOnExisting(OnExisting.FAIL);
			case "migrate" -> withOnExisting(OnExisting.MIGRATE);
			case "detect" -> withOnExisting(OnExisting.DETECT);
			default -> at(Version.find(text)
				.orElseThrow(() -> new IllegalArgumentException(
						"tidemark.baseline.on-existing is '%s', and has to be fail, migrate, detect or a version"
							.formatted(text))));
		};
	}

	/**
	 * Returns settings that treat existing objects differently.
	 * @param other what is done, but {@link OnExisting#VERSION}
	 * @return a copy
	 */
	public BaselineSettings withOnExisting(OnExisting other) {
		return new BaselineSettings(other, null, this.snapshot, this.snapshotRequired);
	}

	/**
	 * Returns settings that take an existing schema to stand at a version.
	 * @param other the version
	 * @return a copy
	 */
	public BaselineSettings at(Version other) {
		return new BaselineSettings(OnExisting.VERSION, other, this.snapshot, this.snapshotRequired);
	}

	/**
	 * Returns settings with a snapshot that has to exist.
	 * @param location where it is
	 * @return a copy
	 */
	public BaselineSettings withSnapshot(String location) {
		return new BaselineSettings(this.onExisting, this.version, location, true);
	}

	/**
	 * Returns settings without a snapshot: the migrations run in a fresh database too.
	 * @return a copy
	 */
	public BaselineSettings withoutSnapshot() {
		return new BaselineSettings(this.onExisting, this.version, null, false);
	}

}
