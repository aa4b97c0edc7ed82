package dev.tidemark.boot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/**
 * What is logged until it is closed.
 */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final java.util.logging.Logger JAVA_UTIL_LOGGING = java.util.logging.Logger.getLogger("");

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Handler javaUtilLogging = new Handler() {

		@Override
		public void publish(LogRecord entry) {
			LogLines.this.containers.add(entry.getMessage() + '\n' + entry.getThrown());
			for (Throwable ex = entry.getThrown(); ex != null; ex = ex.getCause()) {
				LogLines.this.containers.add(ex.toString());
			}
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	};

	private final List<String> containers = new CopyOnWriteArrayList<>();

	private final Logger logger;

	private final Level before;

	private LogLines(Logger logger) {
		this.logger = logger;
		this.before = logger.getLevel();
	}

	/**
	 * Begins to listen.
	 * @param name the logger
	 * @param level the least level
	 */
	public static LogLines of(String name, Level level) {
		keep();
		LogLines lines = new LogLines((Logger) LoggerFactory.getLogger(name));
		lines.start();
		lines.logger.addAppender(lines);
		lines.logger.setLevel(level);
		// Tomcat and the driver write there
		JAVA_UTIL_LOGGING.addHandler(lines.javaUtilLogging);
		return lines;
	}

	/**
	 * Keeps Boot from taking the appenders away when an application starts.
	 */
	static void keep() {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		this.events.add(event);
	}

	public List<ILoggingEvent> events() {
		return this.events;
	}

	public List<String> at(Level level) {
		return this.events.stream()
			.filter((event) -> event.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	/**
	 * Returns everything that was logged, with stack traces.
	 */
	public String text() {
		StringBuilder text = new StringBuilder();
		for (ILoggingEvent event : this.events) {
			text.append(event.getLevel()).append(' ').append(event.getFormattedMessage()).append('\n');
			if (event.getThrowableProxy() != null) {
				text.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
			}
		}
		return text.append(String.join("\n", this.containers)).toString();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		this.logger.setLevel(this.before);
		JAVA_UTIL_LOGGING.removeHandler(this.javaUtilLogging);
	}

}
