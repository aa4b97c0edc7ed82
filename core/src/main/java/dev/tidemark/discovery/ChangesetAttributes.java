package dev.tidemark.discovery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tidemark.sql.ChangesetHead;

/**
 * What the attributes of a changeset mean here.
 */
final class ChangesetAttributes {

	private static final List<String> CONDITIONS = List.of("contextFilter", "context", "contexts", "labels");

	private ChangesetAttributes() {
	}

	/**
	 * Tells whether a changeset belongs to a PostgreSQL database, and is not switched
	 * off.
	 */
	static boolean runs(ChangesetHead head) {
		return isForPostgres(head) && !head.flag("ignore").orElse(false);
	}

	/**
	 * Liquibase's rules for {@code dbms:postgresql,!h2}.
	 */
	static boolean isForPostgres(ChangesetHead head) {
		List<String> names = head.attribute("dbms")
			.map((dbms) -> Arrays.stream(dbms.toLowerCase(Locale.ROOT).split(",")).map(String::strip).toList())
			.orElse(List.of("all"));
		if (names.contains("!postgresql") || names.contains("none")) {
			return false;
		}
		return names.contains("all") || names.contains("postgresql")
				|| names.stream().allMatch((name) -> name.startsWith("!"));
	}

	/**
	 * Returns the condition of context or label, if there is one.
	 */
	static Optional<String> condition(ChangesetHead head) {
		return CONDITIONS.stream().filter((name) -> head.attribute(name).isPresent()).findFirst();
	}

	/**
	 * Returns what Tidemark does not do, and what to do instead.
	 */
	static List<String> refused(ChangesetHead head) {
		return Stream.of(condition(head).map((
				name) -> "%s:%s decides where this changeset runs, and Tidemark has neither contexts nor labels: remove the attribute if it runs everywhere; else move the changeset into a file of a location that only those environments have"
					.formatted(name, head.attribute(name).orElse(""))),
				head.flag("runAlways")
					.filter((always) -> always)
					.map((always) -> "runAlways:true would run at every start: write runOnChange:true, or a callback such as afterMigrate.sql"),
				head.flag("failOnError")
					.filter((fails) -> !fails)
					.map((fails) -> "failOnError:false would go on after an error, with nobody to see it: remove it, and let the SQL itself decide, as with IF EXISTS"),
				head.attribute("runOrder")
					.map((order) -> "runOrder:%s moves the changeset away from its place: move it to the beginning or the end of the file"
						.formatted(order)),
				head.attribute("runWith")
					.filter((tool) -> !tool.equalsIgnoreCase("jdbc"))
					.map((tool) -> "runWith:%s hands the changeset to another program: remove it; psql's own commands are not run"
						.formatted(tool)))
			.flatMap(Optional::stream)
			.toList();
	}

}
