package dev.tidemark.sample.table;

import java.util.List;

/**
 * Some of the rows that a list has.
 *
 * @param <T> the row
 * @param items the rows of this page, ordered by id
 * @param page the number of the page, from 0
 * @param size how many rows a page has at most
 * @param total how many rows there are on all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {
}
