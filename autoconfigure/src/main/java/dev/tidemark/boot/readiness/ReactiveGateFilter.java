package dev.tidemark.boot.readiness;

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

	/**
	 * Creates the filter.
	 * @param gate decides
	 */
	public ReactiveGateFilter(MigrationGate gate) {
		this.gate = gate;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		String path = exchange.getRequest().getPath().pathWithinApplication().value();
		return this.gate.lets(path) ? chain.filter(exchange) : refuse(exchange.getResponse());
	}

	private static Mono<Void> refuse(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.valueOf(GateResponse.STATUS));
		response.getHeaders().set("Retry-After", GateResponse.RETRY_AFTER_SECONDS);
		response.getHeaders().setContentType(MediaType.parseMediaType(GateResponse.CONTENT_TYPE));
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(GateResponse.body())));
	}

}
