package dev.tidemark.boot.readiness;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The gate of a servlet application.
 */
public final class ServletGateFilter implements Filter {

	private final MigrationGate gate;

	/**
	 * Creates the filter.
	 * @param gate decides
	 */
	public ServletGateFilter(MigrationGate gate) {
		this.gate = gate;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		String path = http.getRequestURI().substring(http.getContextPath().length());
		if (this.gate.lets(path)) {
			chain.doFilter(request, response);
		}
		else {
			refuse((HttpServletResponse) response);
		}
	}

	private static void refuse(HttpServletResponse response) throws IOException {
		byte[] body = GateResponse.body();
		response.setStatus(GateResponse.STATUS);
		response.setHeader("Retry-After", GateResponse.RETRY_AFTER_SECONDS);
		response.setContentType(GateResponse.CONTENT_TYPE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
