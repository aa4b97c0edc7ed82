package dev.tidemark.discovery;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.tidemark.discovery.Marker.Kind;

/**
 * A script cut at the markers of its tool. Without markers all of it is the up part.
 *
 * @param up the part that applies the migration
 * @param down the part that undoes it, or {@code null}
 */
record SectionedScript(Section up, @Nullable Section down) {

	static SectionedScript of(String text, List<Marker> markers) {
		if (markers.isEmpty()) {
			return new SectionedScript(new Section(text, 1, null), null);
		}
		Boolean everywhere = transactional(markers, Kind.OPTION);
		Boolean up = transactional(markers, Kind.UP);
		Optional<Marker> down = markers.stream().filter((marker) -> marker.is(Kind.DOWN)).findFirst();
		String upText = down.map((marker) -> text.substring(0, marker.start())).orElse(text);
		return new SectionedScript(new Section(upText, 1, (up != null) ? up : everywhere),
				down.map((marker) -> below(text, marker, everywhere)).orElse(null));
	}

	private static @Nullable Boolean transactional(List<Marker> markers, Kind kind) {
		return markers.stream()
			.filter((marker) -> marker.is(kind) && marker.transactional() != null)
			.findFirst()
			.map(Marker::transactional)
			.orElse(null);
	}

	private static @Nullable Section below(String text, Marker marker, @Nullable Boolean everywhere) {
		String rest = text.substring(marker.end());
		return rest.isBlank() ? null : new Section(rest, marker.line(),
				(marker.transactional() != null) ? marker.transactional() : everywhere);
	}

	/**
	 * One part.
	 *
	 * @param text the text
	 * @param firstLine the line of the file at which it begins, from 1
	 * @param transactional whether it runs in a transaction, or {@code null} where its
	 * tool's markers do not say
	 */
	record Section(String text, int firstLine, @Nullable Boolean transactional) {

	}

}
