package dev.tidemark.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;

/**
 * PostgreSQL's own parser: libpg_query as WebAssembly, which
 * {@code config/libpg-query/fetch} gets. The names of imports and exports are short and
 * those of this very file.
 */
final class PostgresGrammar {

	private static final String FILE = "libpg-query-18.1.5.wasm";

	private static final String SHA_256 = "378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36";

	private static final Set<String> UNUSED = Set.of("c", "x", "w", "o", "m", "u", "r", "s", "t", "v");

	private static final String THROW = "p";

	private static final String RESIZE_HEAP = "q";

	private static final int PAGE = 65_536;

	private static final Pattern EXTENT = Pattern.compile("(?:\"stmt_location\":(\\d+),)?\"stmt_len\":(\\d+)}");

	private final Instance instance;

	private String error = "";

	private PostgresGrammar(Path file) throws IOException {
		WasmModule module = Parser.parse(Files.readAllBytes(file));
		List<ImportFunction> functions = new ArrayList<>();
		module.importSection().stream().forEach((each) -> {
			FunctionType type = module.typeSection().getType(((FunctionImport) each).typeIndex());
			functions.add(new HostFunction(each.module(), each.name(), type, handle(each.name(), type)));
		});
		this.instance = Instance.builder(module)
			.withImportValues(ImportValues.builder().withFunctions(functions).build())
			.withMemoryLimits(new MemoryLimits(64, 16_384))
			.build();
		function("A").apply();
	}

	/**
	 * Loads the parser.
	 * @return the parser, or nothing where it was not fetched
	 */
	static Optional<PostgresGrammar> load() throws IOException {
		String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
		Path file = Path.of(cache, "tidemark", FILE);
		return (Files.exists(file) && sha256(file).equals(SHA_256)) ? Optional.of(new PostgresGrammar(file))
				: Optional.empty();
	}

	private static String sha256(Path file) throws IOException {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Parses a script.
	 * @return where its statements begin and how long they are, in bytes of UTF-8, or
	 * nothing if it is not valid
	 */
	Optional<List<Extent>> parse(String script) {
		// with a semicolon at its end the last statement has a length too
		byte[] text = (script + "\n;\0").getBytes(StandardCharsets.UTF_8);
		int sql = (int) function("C").apply(text.length)[0];
		this.instance.memory().write(sql, text);
		int result = (int) function("F").apply(sql)[0];
		try {
			int error = this.instance.memory().readInt(result + 8);
			this.error = (error != 0) ? this.instance.memory().readCString(this.instance.memory().readInt(error)) : "";
			return (error != 0) ? Optional.empty()
					: Optional.of(extents(this.instance.memory().readCString(this.instance.memory().readInt(result))));
		}
		finally {
			function("G").apply(result);
			function("E").apply(sql);
		}
	}

	/**
	 * Returns what is wrong with the script that was parsed last.
	 */
	String error() {
		return this.error;
	}

	private static List<Extent> extents(String tree) {
		List<Extent> extents = new ArrayList<>();
		Matcher matcher = EXTENT.matcher(tree);
		while (matcher.find()) {
			int start = (matcher.group(1) != null) ? Integer.parseInt(matcher.group(1)) : 0;
			extents.add(new Extent(start, Integer.parseInt(matcher.group(2))));
		}
		return extents;
	}

	private ExportFunction function(String name) {
		return this.instance.export(name);
	}

	private WasmFunctionHandle handle(String name, FunctionType type) {
		long[] nothing = type.returns().isEmpty() ? new long[0] : new long[] { 0 };
		if (UNUSED.contains(name)) {
			return (instance, arguments) -> nothing;
		}
		return switch (name) {
			case THROW -> (instance, arguments) -> {
				throw new LongJump();
			};
			case RESIZE_HEAP -> (instance, arguments) -> new long[] { grow(instance, arguments[0]) };
			default -> (instance, arguments) -> invoke(instance, arguments, nothing);
		};
	}

	private static long grow(Instance instance, long bytes) {
		int missing = (int) ((bytes + PAGE - 1) / PAGE) - instance.memory().pages();
		return (instance.memory().grow(missing) >= 0) ? 1 : 0;
	}

	/**
	 * Calls a function that may jump back to here, as C's setjmp and longjmp do.
	 */
	private static long[] invoke(Instance instance, long[] arguments, long[] nothing) {
		long stack = instance.export("R").apply()[0];
		try {
			return instance.getMachine()
				.call(instance.table(0).requiredRef((int) arguments[0]),
						Arrays.copyOfRange(arguments, 1, arguments.length));
		}
		catch (LongJump ex) {
			instance.export("Q").apply(stack);
			instance.export("P").apply(1, 0);
			return nothing;
		}
	}

	/**
	 * Where a statement is.
	 *
	 * @param start its first byte
	 * @param length how many bytes it has, up to the semicolon
	 */
	record Extent(int start, int length) {

	}

	@SuppressWarnings("serial")
	private static final class LongJump extends RuntimeException {

		LongJump() {
			super(null, null, false, false);
		}

	}

}
