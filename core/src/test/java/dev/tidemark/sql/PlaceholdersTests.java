package dev.tidemark.sql;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlaceholdersTests {

	private static final Map<String, String> VALUES = Map.of("schema", "app", "owner.name", "$1 \\ ${schema}");

	@Test
	void putsValuesInPlaceEverywhereAndOnce() {
		assertThat(Placeholders.replace("${schema}.t '${schema}' $$${ schema }$$ -- ${owner.name}", VALUES, 1))
			.isEqualTo("app.t 'app' $$app$$ -- $1 \\ ${schema}");
	}

	@Test
	void leavesAllElseAsItIs() {
		String script = "$1 $$ $ {schema} ${ \n schema} $schema {schema} $a$ ${";
		assertThat(Placeholders.replace(script, VALUES, 1)).isEqualTo(script);
	}

	@Test
	void refusesUnknownNamesAndListsTheKnown() {
		assertThatExceptionOfType(SqlScriptException.class)
			.isThrownBy(() -> Placeholders.replace("SELECT 1;\n  ${schema} é ${shema}", VALUES, 10))
			.withMessage(
					"the placeholder '${shema}' has no value (did you mean 'schema'?): set tidemark.placeholders.shema; known are owner.name, schema")
			.satisfies((ex) -> assertThat(List.of(ex.line(), ex.column())).containsExactly(11, 15));
		assertThatExceptionOfType(SqlScriptException.class).isThrownBy(() -> Placeholders.replace("${a}", Map.of(), 1))
			.withMessage("the placeholder '${a}' has no value: set tidemark.placeholders.a; none is set");
	}

}
