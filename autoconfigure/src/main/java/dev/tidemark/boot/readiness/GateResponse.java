package dev.tidemark.boot.readiness;

import java.nio.charset.StandardCharsets;

/**
 * What a request gets while the gate is closed: RFC 9457 problem details.
 */
final class GateResponse {

	static final int STATUS = 503;

	static final String RETRY_AFTER_SECONDS = "5";

	static final String CONTENT_TYPE = "application/problem+json";

	private static final byte[] BODY = """
			{"type":"about:blank","title":"Service Unavailable","status":503,\
			"detail":"The database schema is not current yet; the application serves requests once it is."}"""
		.getBytes(StandardCharsets.UTF_8);

	private GateResponse() {
	}

	static byte[] body() {
		return BODY.clone();
	}

}
