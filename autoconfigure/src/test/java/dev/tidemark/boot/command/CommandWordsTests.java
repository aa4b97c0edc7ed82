package dev.tidemark.boot.command;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandWordsTests {

	@Test
	void dividesAtBlanks() {
		assertThat(CommandWords.of("  rollback   --steps\t2\n")).containsExactly("rollback", "--steps", "2");
	}

	@Test
	void keepsWhatIsQuotedTogether() {
		assertThat(CommandWords.of("create 'add \"mail\"' --x=\"a b\"'c'  \"\"")).containsExactly("create",
				"add \"mail\"", "--x=a bc", "");
	}

	@Test
	void refusesAQuoteThatIsNotClosed() {
		assertThatIllegalArgumentException().isThrownBy(() -> CommandWords.of("create 'add mail"))
			.withMessageContaining("not closed: 'add mail");
	}

}
