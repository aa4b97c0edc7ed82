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

	private static final String DISPATCHER = "dispatcherServlet";

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
		if (this.gate.lets(path((HttpServletRequest) request))) {
			chain.doFilter(request, response);
		}
		else {
			refuse((HttpServletResponse) response);
		}
	}

	/**
	 * The path as the container understands it: decoded, and without dot segments that
	 * would lead around the gate.
	 */
	private static String path(HttpServletRequest request) {
		String within = (request.getPathInfo() != null) ? request.getPathInfo() : "";
		// actuator is below the path of Spring's own servlet
		boolean below = !within.isEmpty() && DISPATCHER.equals(request.getHttpServletMapping().getServletName());
		return below ? within : request.getServletPath() + within;
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
