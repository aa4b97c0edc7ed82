package dev.tidemark.boot.command;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Where a command writes: its result to standard output, everything else to standard
 * error.
 *
 * @param out takes the result
 * @param err takes what is not the result
 * @param interactive whether a person sits in front of it
 * @param coloured whether colours are shown
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean coloured) {

	/**
	 * Takes over the standard streams of this process: whatever else writes to standard
	 * output from now on, such as the log, goes to standard error.
	 */
	static Terminal takeOver() {
		PrintStream out = System.out;
		System.setOut(System.err);
		boolean interactive = isTerminal(System.console());
		return new Terminal(out, System.err, interactive, interactive && wantsColours(System.getenv()));
	}

	/**
	 * Java 17 has a console on a terminal only; newer ones may always have one, and say
	 * what it is.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		Method method = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return method == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(method, console));
	}

	static boolean wantsColours(Map<String, String> environment) {
		return !StringUtils.hasLength(environment.get("NO_COLOR")) && !"dumb".equals(environment.get("TERM"));
	}

	void print(String text) {
		if (this.interactive) {
			this.out.print(text);
		}
		else {
			// SQL and JSON for others to read: what the platform cannot say would be lost
			this.out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
		}
		this.out.flush();
	}

	void println(String line) {
		print(line + System.lineSeparator());
	}

	void tell(String line) {
		this.err.println(line);
	}

	/**
	 * Shows a text in a colour, where colours are shown.
	 */
	String in(Colour colour, String text) {
		return this.coloured ? colour.wrap(text) : text;
	}

	/**
	 * Asks a person.
	 * @return the answer, empty at the end of input
	 */
	String ask(String question) {
		Console console = Objects.requireNonNull(System.console());
		return Objects.requireNonNullElse(console.readLine("%s", question), "").strip();
	}

	/**
	 * Fixed colours.
	 */
	enum Colour {

		/** As it is. */
		PLAIN(""),

		/** Good. */
		GREEN("32"),

		/** To be done. */
		YELLOW("33"),

		/** Bad. */
		RED("31");

		private final String code;

		Colour(String code) {
			this.code = code;
		}

		private String wrap(String text) {
			return this.code.isEmpty() ? text : "\u001b[" + this.code + "m" + text + "\u001b[0m";
		}

	}

}
