package dev.tidemark.sample.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * Answers what is wrong with a request as a problem (RFC 9457), and says where it is
 * wrong.
 */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

	private static final String CONSTRAINT_VIOLATIONS = "23";

	/**
	 * A conflict with other rows or with a rule of the table, or else a value that its
	 * column cannot hold.
	 */
	@ExceptionHandler
	ProblemDetail handleDataIntegrityViolation(DataIntegrityViolationException failure) {
		if (failure.getMostSpecificCause() instanceof PSQLException cause && cause.getSQLState() != null
				&& cause.getSQLState().startsWith(CONSTRAINT_VIOLATIONS)) {
			ServerErrorMessage message = cause.getServerErrorMessage();
			return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
					"The constraint %s of the table %s does not allow this.".formatted(
							(message != null) ? message.getConstraint() : null,
							(message != null) ? message.getTable() : null));
		}
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "A value does not fit its column.");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException failure,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return withErrors(failure, failure.getBody(),
				failure.getFieldErrors().stream().map((error) -> error(error.getField(), error)), headers, status,
				request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return withErrors(failure, failure.getBody(),
				failure.getParameterValidationResults()
					.stream()
					.flatMap((result) -> result.getResolvableErrors()
						.stream()
						.map((error) -> error(result.getMethodParameter().getParameterName(), error))),
				headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException failure,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, "The body is not the JSON that is expected.");
		if (failure.getMostSpecificCause() instanceof JacksonException cause) {
			String field = String.join(".", cause.getPath().stream().map((step) -> step.getPropertyName()).toList());
			problem.setProperty("errors", List.of(Map.of("field", field, "message", cause.getOriginalMessage())));
		}
		return handleExceptionInternal(failure, problem, headers, status, request);
	}

	private @Nullable ResponseEntity<Object> withErrors(Exception failure, ProblemDetail problem,
			Stream<Map<String, String>> errors, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		problem.setProperty("errors", errors.toList());
		return handleExceptionInternal(failure, problem, headers, status, request);
	}

	private static Map<String, String> error(@Nullable String field, MessageSourceResolvable error) {
		return Map.of("field", String.valueOf(field), "message", String.valueOf(error.getDefaultMessage()));
	}

}
