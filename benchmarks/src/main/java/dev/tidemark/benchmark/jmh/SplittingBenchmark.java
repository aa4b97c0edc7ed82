package dev.tidemark.benchmark.jmh;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.StatementSplitter;

/**
 * Splitting of large scripts; {@code megabytes} is the throughput.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SplittingBenchmark {

	private static final int LENGTH = 8_000_000;

	/** What the script is made of. */
	@Param
	private Content content;

	private String script;

	/**
	 * Creates the benchmark, without a script yet.
	 */
	@SuppressWarnings("NullAway.Init")
	public SplittingBenchmark() {
	}

	/**
	 * Writes the script.
	 */
	@Setup(Level.Trial)
	public void write() {
		StringBuilder text = new StringBuilder(LENGTH + 1000);
		for (int i = 0; text.length() < LENGTH; i++) {
			text.append(this.content.format.formatted(i));
		}
		this.script = text.toString();
	}

	/**
	 * Splits the script.
	 * @param size counts what was read
	 * @return the statements
	 */
	@Benchmark
	public List<SqlStatement> split(Size size) {
		size.megabytes += this.script.getBytes(StandardCharsets.UTF_8).length / 1e6;
		return StatementSplitter.split(this.script);
	}

	/**
	 * What scripts are made of.
	 */
	public enum Content {

		/** Plain INSERTs. */
		INSERTS("INSERT INTO bench_load (id, name, amount, note) VALUES (%1$d, 'name of %1$d', %1$d.25, 'It''s a note of %1$d; quoted');\n"),

		/** Functions in dollar quotes. */
		FUNCTIONS("""
				-- number %1$d
				CREATE FUNCTION bench_%1$d(amount numeric) RETURNS numeric LANGUAGE plpgsql AS $body$
				DECLARE
				    result numeric := 0;
				BEGIN
				    FOR i IN 1..%1$d LOOP
				        result := result + amount * i; -- with semicolons; and 'quotes'
				    END LOOP;
				    RETURN result;
				END;
				$body$;
				""");

		private final String format;

		Content(String format) {
			this.format = format;
		}

	}

	/**
	 * Counts megabytes.
	 */
	@AuxCounters(AuxCounters.Type.OPERATIONS)
	@State(Scope.Thread)
	public static class Size {

		/** How many were split. */
		public double megabytes;

	}

}
