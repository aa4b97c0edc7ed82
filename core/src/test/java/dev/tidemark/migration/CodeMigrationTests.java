package dev.tidemark.migration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CodeMigrationTests {

	@Test
	void readsTheAnnotationOfTheClass() {
		CodeMigration migration = CodeMigration.of(new Annotated());
		assertThat(migration.version()).hasToString("006");
		assertThat(migration.name()).isEqualTo("load countries");
		assertThat(migration.script()).isEqualTo(Annotated.class.getName());
		assertThat(migration.label()).isEqualTo("006 load countries");
		assertThat(migration.kind()).isEqualTo(MigrationKind.JAVA);
		assertThat(migration.checksum()).isNull();
	}

	@Test
	void isNamedLikeItsClassWhereTheAnnotationGivesNoName() {
		assertThat(CodeMigration.of(new AnnotatedWithoutName()).name()).isEqualTo("AnnotatedWithoutName");
	}

	@Test
	void readsTheNameOfTheClass() {
		CodeMigration migration = CodeMigration.of(new V007_1__LoadCities());
		assertThat(migration.version()).hasToString("007.1");
		assertThat(migration.name()).isEqualTo("LoadCities");
	}

	@Test
	void prefersTheAnnotationToTheName() {
		CodeMigration migration = CodeMigration.of(new V008__Renumbered());
		assertThat(migration.version()).hasToString("9");
		assertThat(migration.name()).isEqualTo("Renumbered");
	}

	@Test
	void readsTheAnnotationOfTheBeanMethod() throws NoSuchMethodException {
		MigrationVersion annotation = Beans.class.getDeclaredMethod("countries").getAnnotation(MigrationVersion.class);
		CodeMigration migration = CodeMigration.of(new Beans().countries(), "countries", annotation);
		assertThat(migration.version()).hasToString("12");
		assertThat(migration.name()).isEqualTo("countries");
	}

	@Test
	void readsTheNameOfTheBean() {
		CodeMigration migration = CodeMigration.of(new Beans().countries(), "v013__loadCountries", null);
		assertThat(migration.version()).hasToString("013");
		assertThat(migration.name()).isEqualTo("loadCountries");
	}

	@Test
	void refusesAClassWithoutVersion() {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> CodeMigration.of(new Plain()))
			.withMessageEndingWith(
					"CodeMigrationTests$Plain: the Java migration 'Plain' has no version: annotate it with @MigrationVersion(\"006\") or name it V006__Plain")
			.satisfies((ex) -> assertThat(ex.script()).isEqualTo(Plain.class.getName()));
	}

	@Test
	void namesTheClassOfAnAnonymousOneWithoutVersion() {
		JavaMigration anonymous = new JavaMigration() {
			@Override
			public void up(MigrationContext context) {
			}
		};
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> CodeMigration.of(anonymous))
			.withMessageContaining("the Java migration 'dev.tidemark.migration.CodeMigrationTests$1' has no version")
			.withMessageEndingWith("or name it V006__Description");
	}

	@Test
	void namesTheClassAroundALambda() {
		CodeMigration migration = CodeMigration.of((context) -> {
		}, "V1__lambda", null);
		assertThat(migration.script()).isEqualTo(CodeMigrationTests.class.getName());
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> CodeMigration.of((context) -> {
		})).withMessageContaining("the Java migration '%s' has no version", CodeMigrationTests.class.getName());
	}

	@Test
	void refusesAnAnnotationWithoutVersion() {
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> CodeMigration.of(new Unversioned()))
			.withMessageEndingWith("CodeMigrationTests$Unversioned: 'six' is not a version");
	}

	@Test
	void isReversibleWhereItOverridesDown() {
		assertThat(CodeMigration.of(new Reversible()).reversible()).isTrue();
	}

	@Test
	void isReversibleWhereItInheritsDownFromAClass() {
		assertThat(CodeMigration.of(new V2__Inherits()).reversible()).isTrue();
	}

	@Test
	void isReversibleWhereItInheritsDownFromAnInterface() {
		assertThat(CodeMigration.of(new V3__Implements()).reversible()).isTrue();
	}

	@Test
	void isReversibleWhereItInheritsDownFromTheInterfaceOfAnInterface() {
		assertThat(CodeMigration.of(new V4__ImplementsIndirectly()).reversible()).isTrue();
	}

	@Test
	void isNotReversibleWithoutDown() {
		assertThat(CodeMigration.of(new Annotated()).reversible()).isFalse();
	}

	@Test
	void isNotReversibleByAnotherMethodOfThatName() {
		assertThat(CodeMigration.of(new V5__Other()).reversible()).isFalse();
	}

	@Test
	void isNotReversibleAsALambda() {
		assertThat(CodeMigration.of((context) -> {
		}, "V1__lambda", null).reversible()).isFalse();
	}

	@Test
	void saysThatItCannotBeUndone() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> new Plain().down(new NoContext()))
			.withMessage("%s cannot be undone", Plain.class.getName());
	}

	static class Plain implements JavaMigration {

		@Override
		public void up(MigrationContext context) {
		}

	}

	@MigrationVersion(value = "006", name = "load countries")
	static class Annotated extends Plain {

	}

	@MigrationVersion("6.1")
	static class AnnotatedWithoutName extends Plain {

	}

	@MigrationVersion("six")
	static class Unversioned extends Plain {

	}

	static class V007_1__LoadCities extends Plain {

	}

	@MigrationVersion("9")
	static class V008__Renumbered extends Plain {

	}

	@MigrationVersion("1")
	static class Reversible extends Plain {

		@Override
		public void down(MigrationContext context) {
		}

	}

	static class V2__Inherits extends Reversible {

	}

	interface Undo extends JavaMigration {

		@Override
		default void down(MigrationContext context) {
		}

	}

	interface UndoToo extends Undo {

	}

	static class V3__Implements extends Plain implements Undo {

	}

	static class V4__ImplementsIndirectly extends Plain implements UndoToo {

	}

	static class V5__Other extends Plain {

		void down(String direction) {
		}

		void down() {
		}

	}

	static class Beans {

		@MigrationVersion("12")
		JavaMigration countries() {
			return (context) -> {
			};
		}

	}

}
