package dev.tidemark.authoring;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A form in which names of files write a time, always in UTC.
 */
final class TimeFormat {

	/** {@code 20260102093000}. */
	static final TimeFormat SECONDS = new TimeFormat("uuuuMMddHHmmss", ChronoUnit.SECONDS);

	/** {@code 20260102_0930}. */
	static final TimeFormat MINUTES = new TimeFormat("uuuuMMdd'_'HHmm", ChronoUnit.MINUTES);

	private static final List<TimeFormat> ALL = Stream.concat(Stream.of(SECONDS, MINUTES,
			new TimeFormat("uuuuMMddHHmmssSSSSSS", ChronoUnit.MICROS),
			new TimeFormat("uuuuMMddHHmmssSSS", ChronoUnit.MILLIS), new TimeFormat("uuuuMMddHHmm", ChronoUnit.MINUTES),
			new TimeFormat("uuuuMMdd", ChronoUnit.DAYS), new TimeFormat("uuuu-MM-dd-HHmmss", ChronoUnit.SECONDS),
			new TimeFormat("uuuu-MM-dd-HHmm", ChronoUnit.MINUTES), new TimeFormat("uuuu-MM-dd", ChronoUnit.DAYS),
			new TimeFormat("epoch milliseconds", ChronoUnit.MILLIS),
			new TimeFormat("epoch seconds", ChronoUnit.SECONDS)),
			Stream.of("_", "-", "T")
				.flatMap((separator) -> Stream.of(
						new TimeFormat("uuuuMMdd'%s'HHmm".formatted(separator), ChronoUnit.MINUTES),
						new TimeFormat("uuuuMMdd'%s'HHmmss".formatted(separator), ChronoUnit.SECONDS))))
		.toList();

	private static final int EARLIEST_YEAR = 1990;

	private static final int LATEST_YEAR = 2199;

	private final String pattern;

	private final ChronoUnit unit;

	private TimeFormat(String pattern, ChronoUnit unit) {
		this.pattern = pattern;
		this.unit = unit;
	}

	/**
	 * Finds the form of a version.
	 * @param version as a file's name writes it
	 * @return the form, or empty where the version is no time
	 */
	static Optional<TimeFormat> of(String version) {
		return ALL.stream().filter((format) -> format.parse(version).isPresent()).findFirst();
	}

	/**
	 * Returns the time now, or what follows a version that is not before it.
	 */
	String after(String version, Instant now) {
		String time = format(now);
		LocalDateTime newest = parse(version).orElseThrow();
		return parse(time).filter((parsed) -> parsed.isAfter(newest)).isPresent() ? time : increment(version);
	}

	/**
	 * Returns the next time that the form can tell apart.
	 */
	String increment(String version) {
		return format(parse(version).orElseThrow().plus(1, this.unit).toInstant(ZoneOffset.UTC));
	}

	String format(Instant time) {
		return switch (this.pattern) {
			case "epoch milliseconds" -> Long.toString(time.toEpochMilli());
			case "epoch seconds" -> Long.toString(time.getEpochSecond());
			default -> formatter().format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
		};
	}

	private Optional<LocalDateTime> parse(String version) {
		Optional<LocalDateTime> time = switch (this.pattern) {
			case "epoch milliseconds" -> number(version, 13).map(Instant::ofEpochMilli).map(TimeFormat::utc);
			case "epoch seconds" -> number(version, 10).map(Instant::ofEpochSecond).map(TimeFormat::utc);
			default -> date(version);
		};
		// a number that is no likely time counts
		return time.filter((parsed) -> parsed.getYear() >= EARLIEST_YEAR && parsed.getYear() <= LATEST_YEAR);
	}

	private Optional<LocalDateTime> date(String version) {
		try {
			return Optional.of(LocalDateTime.parse(version, formatter()));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static Optional<Long> number(String version, int digits) {
		return version.matches("[0-9]{" + digits + "}") ? Optional.of(Long.valueOf(version)) : Optional.empty();
	}

	private static LocalDateTime utc(Instant time) {
		return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
	}

	private DateTimeFormatter formatter() {
		return new DateTimeFormatterBuilder().appendPattern(this.pattern)
			.parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
			.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
			.toFormatter(Locale.ROOT)
			.withResolverStyle(ResolverStyle.STRICT);
	}

}
