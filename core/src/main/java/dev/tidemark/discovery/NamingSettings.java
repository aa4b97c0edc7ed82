package dev.tidemark.discovery;

import org.jspecify.annotations.Nullable;

/**
 * How the names of files are read where the conventions alone do not tell. Immutable.
 *
 * @param naming which files are migrations
 * @param folders what folders mean
 * @param duplicates what to do with two migrations of one version
 */
public record NamingSettings(Naming naming, Folders folders, Duplicates duplicates) {

	/**
	 * Fills in the defaults.
	 * @param naming which files are migrations, or {@code null} for those whose names fit
	 * a convention
	 * @param folders what folders mean, or {@code null} for nothing
	 * @param duplicates what to do with two migrations of one version, or {@code null} to
	 * refuse them
	 */
	public NamingSettings(@Nullable Naming naming, @Nullable Folders folders, @Nullable Duplicates duplicates) {
		this.naming = (naming != null) ? naming : Naming.CONVENTIONS;
		this.folders = (folders != null) ? folders : Folders.MERGED;
		this.duplicates = (duplicates != null) ? duplicates : Duplicates.REFUSE;
	}

	/**
	 * Which files are migrations.
	 */
	public enum Naming {

		/** Those whose names fit a convention. */
		CONVENTIONS,

		/** All; those whose names fit no convention run in the order of their names. */
		BY_NAME

	}

	/**
	 * What folders mean.
	 */
	public enum Folders {

		/** Nothing: versions are compared across folders. */
		MERGED,

		/** The first folder is an edition, and the first part of the version. */
		EDITIONS

	}

	/**
	 * What to do with two migrations of one version.
	 */
	public enum Duplicates {

		/** It is an error. */
		REFUSE,

		/** Their names tell them apart, and order them. */
		BY_NAME

	}

}
