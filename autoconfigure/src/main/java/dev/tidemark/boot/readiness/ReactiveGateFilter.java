package dev.tidemark.boot.readiness;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The gate of a reactive application.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ReactiveGateFilter implements WebFilter {

	private final MigrationGate gate;

	private final ApplicationContext application;

	/**
	 * Creates the filter.
	 * @param gate decides
	 * @param application the context whose requests are meant; a management server on
	 * another port has a context of its own, and finds this filter too
	 */
	public ReactiveGateFilter(MigrationGate gate, ApplicationContext application) {
		this.gate = gate;
		this.application = application;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		return (isOfAnother(exchange.getApplicationContext()) || this.gate.lets(path)) ? chain.filter(exchange)
				: refuse(exchange.getResponse());
	}

	private boolean isOfAnother(@Nullable ApplicationContext context) {
		return context != null && context != this.application;
	}

	private static Mono<Void> refuse(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.valueOf(GateResponse.STATUS));
		response.getHeaders().set("Retry-After", GateResponse.RETRY_AFTER_SECONDS);
		response.getHeaders().setContentType(MediaType.parseMediaType(GateResponse.CONTENT_TYPE));
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(GateResponse.body())));
	}

}
