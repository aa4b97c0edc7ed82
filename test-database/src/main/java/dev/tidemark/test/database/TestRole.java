package dev.tidemark.test.database;

/**
 * A login that lives as long as the {@link TestDatabase} that it was made with.
 *
 * @param name the role's name, which needs no quoting
 * @param password its password
 */
public record TestRole(String name, String password) {

	@Override
	public String toString() {
		return this.name;
	}

}
