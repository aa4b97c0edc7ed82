package dev.tidemark.sample.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * There is no row with the id that a request names.
 */
final class NoSuchRowException extends ErrorResponseException {

	NoSuchRowException(long id) {
		super(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is nothing with the id " + id + "."),
				null);
	}

}
