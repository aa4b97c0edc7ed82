package dev.tidemark.discovery;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * The folder that a location names, and what its files are called.
 */
final class LocationRoot {

	private static final String CLASSPATH = ResourcePatternResolver.CLASSPATH_URL_PREFIX;

	private static final String CLASSPATH_ALL = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX;

	private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.");

	private final String root;

	private final String path;

	private final String slashed;

	private final String below;

	LocationRoot(String location) {
		this.root = root(location);
		this.path = this.root.substring(this.root.indexOf(':') + 1);
		this.slashed = "/" + this.path;
		this.below = withoutSlash(this.path);
	}

	private static String root(String location) {
		// classpath*: so that every jar that has the folder takes part
		String root = location.startsWith(CLASSPATH) ? CLASSPATH_ALL + location.substring(CLASSPATH.length())
				: location;
		root = root.startsWith(CLASSPATH_ALL + "/") ? CLASSPATH_ALL + root.substring(CLASSPATH_ALL.length() + 1) : root;
		return root.endsWith("/") ? root : root + "/";
	}

	/**
	 * Returns the address for a resolver, with a slash at its end.
	 */
	String address() {
		return this.root;
	}

	/**
	 * Tells whether it is the path of one folder as it would be shown.
	 */
	boolean isPlain() {
		return !this.path.contains("//") && this.path.chars().noneMatch((c) -> "*?{".indexOf(c) >= 0);
	}

	/**
	 * Names a file for people.
	 */
	String label(String url) {
		String decoded = decoded(url);
		int start = decoded.lastIndexOf(this.slashed);
		return decoded.substring((start >= 0) ? start + 1 : decoded.indexOf(':') + 1);
	}

	/**
	 * Returns the path of a file below the location.
	 */
	String path(String label) {
		String whole = withoutSlash(label);
		return whole.startsWith(this.below) ? whole.substring(this.below.length())
				: whole.substring(whole.lastIndexOf('/') + 1);
	}

	/**
	 * Tells whether a name below the location begins with a dot: Kubernetes mounts each
	 * file a second time below ..data, and editors keep copies.
	 */
	boolean isHidden(String url) {
		return url.contains("/.") && HIDDEN.matcher(path(label(url))).find();
	}

	private static String withoutSlash(String path) {
		return path.startsWith("/") ? path.substring(1) : path;
	}

	static String decoded(String url) {
		return (url.indexOf('%') >= 0) ? StringUtils.uriDecode(url, StandardCharsets.UTF_8) : url;
	}

}
