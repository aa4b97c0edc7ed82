package dev.tidemark.boot.command;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

import org.jspecify.annotations.Nullable;

/**
 * One line that is written anew while time goes by, where a person looks at it. Whole
 * lines appear above it. Thread-safe.
 */
final class StatusLine {

	private static final String ERASE = "\r\u001b[K";

	private static final long TICK_MS = 200;

	private static final int WIDTH = 100;

	private final Terminal terminal;

	private @Nullable Timer timer;

	private String text = "";

	private long since;

	StatusLine(Terminal terminal) {
		this.terminal = terminal;
	}

	/**
	 * Begins something that takes time.
	 */
	synchronized void begin(String what) {
		this.since = System.nanoTime();
		show(what);
	}

	/**
	 * Says more of what was begun.
	 */
	synchronized void show(String what) {
		this.text = what;
		if (this.terminal.interactive() && this.timer == null) {
			this.timer = new Timer("tidemark-progress", true);
			this.timer.schedule(new TimerTask() {

				@Override
				public void run() {
					draw();
				}

			}, TICK_MS, TICK_MS);
		}
	}

	/**
	 * Writes a line that stays.
	 */
	synchronized void println(String whole) {
		erase();
		this.terminal.tell(whole);
	}

	synchronized void end() {
		erase();
		this.text = "";
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	boolean interactive() {
		return this.terminal.interactive();
	}

	private synchronized void draw() {
		if (!this.text.isEmpty()) {
			String now = "%s, %s".formatted(this.text,
					Durations.text(Duration.ofNanos(System.nanoTime() - this.since)));
			this.terminal.err().print(ERASE + now.substring(0, Math.min(now.length(), WIDTH)));
			this.terminal.err().flush();
		}
	}

	private void erase() {
		if (this.terminal.interactive()) {
			this.terminal.err().print(ERASE);
		}
	}

}
