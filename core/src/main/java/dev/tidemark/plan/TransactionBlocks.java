package dev.tidemark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.tidemark.sql.SqlStatement;
import dev.tidemark.sql.TransactionControl;
import dev.tidemark.sql.TransactionRules;

/**
 * Cuts a script that begins and ends transactions itself as psql would run it: each of
 * its transactions, and each statement between them.
 */
final class TransactionBlocks {

	private final Predicate<SqlStatement> alone;

	private final ScriptFindings findings;

	private final List<Segment> segments = new ArrayList<>();

	private final List<SqlStatement> block = new ArrayList<>();

	private final List<SqlStatement> opening = new ArrayList<>();

	private @Nullable SqlStatement begin;

	private boolean readOnly;

	/**
	 * Begins a script.
	 * @param alone which statements run outside a transaction
	 * @param findings takes what is wrong
	 */
	TransactionBlocks(Predicate<SqlStatement> alone, ScriptFindings findings) {
		this.alone = alone;
		this.findings = findings;
	}

	List<Segment> cut(List<SqlStatement> statements) {
		for (SqlStatement statement : statements) {
			TransactionControl control = TransactionControl.of(statement);
			if (control == TransactionControl.PREPARE) {
				this.findings.problem(statement,
						"'%s' leaves a transaction behind that somebody else has to end: COMMIT it here"
							.formatted(statement.excerpt()));
			}
			if (this.begin != null) {
				within(statement, control, this.begin);
			}
			else {
				outside(statement, control);
			}
		}
		if (this.begin != null) {
			this.findings.problem(this.begin,
					"the transaction that '%s' begins is still open at the end of the script: add COMMIT"
						.formatted(this.begin.excerpt()));
		}
		return this.segments;
	}

	private void outside(SqlStatement statement, TransactionControl control) {
		if (control == TransactionControl.BEGIN) {
			open(statement);
			this.opening.add(statement);
			this.block.add(statement);
			this.readOnly = TransactionControl.readOnly(statement, false);
			return;
		}
		if (control.chains()) {
			this.findings.problem(statement,
					"'%s' has no transaction to go on from: write BEGIN before it, or remove it"
						.formatted(statement.excerpt()));
		}
		else if (control.ends()) {
			this.findings.warning(statement, "'%s' ends no transaction, since none is open here: it does nothing"
				.formatted(statement.excerpt()));
		}
		this.segments.add((!control.controls() && this.alone.test(statement)) ? Segment.alone(statement)
				: Segment.of(SegmentKind.AUTOCOMMIT, List.of(statement)));
	}

	private void within(SqlStatement statement, TransactionControl control, SqlStatement opener) {
		this.block.add(statement);
		if (control == TransactionControl.BEGIN) {
			this.findings.warning(statement, "'%s' begins no transaction, since the one of line %d is still open"
				.formatted(statement.excerpt(), opener.line()));
		}
		else if (control.ends()) {
			close(statement, control);
		}
		else {
			inTransaction(statement, opener);
		}
	}

	private void inTransaction(SqlStatement statement, SqlStatement opener) {
		Optional<String> refusal = TransactionRules.refusedInTransaction(statement);
		if (refusal.isPresent()) {
			this.findings.problem(statement,
					"PostgreSQL refuses %s inside a transaction, and the script begins one in line %d: move the statement before it, or behind its COMMIT"
						.formatted(refusal.get(), opener.line()));
		}
		if (TransactionControl.setsModes(statement)) {
			modes(statement, opener);
		}
		else if (TransactionControl.setsReadOnly(statement)) {
			late(statement, opener);
		}
	}

	private void modes(SqlStatement statement, SqlStatement opener) {
		boolean now = TransactionControl.readOnly(statement, this.readOnly);
		if (now != this.readOnly && this.block.size() > 2) {
			late(statement, opener);
		}
		this.opening.add(statement);
		this.readOnly = now;
	}

	/**
	 * What a transaction has written that only reads at its end cannot be recorded with
	 * it.
	 */
	private void late(SqlStatement statement, SqlStatement opener) {
		this.findings.problem(statement,
				"'%s' changes whether the transaction may write after it has begun, and then it cannot be recorded with what it did: write READ ONLY or READ WRITE behind '%s' in line %d"
					.formatted(statement.excerpt(), opener.excerpt(), opener.line()));
	}

	private void open(SqlStatement statement) {
		this.begin = statement;
		this.block.clear();
	}

	private void close(SqlStatement statement, TransactionControl control) {
		List<SqlStatement> first = this.block.get(0).equals(this.opening.get(0)) ? this.opening.subList(0, 1)
				: this.opening;
		this.segments.add(new Segment(this.block, kind(control), first));
		this.begin = null;
		if (control.chains()) {
			open(statement);
		}
		else {
			this.opening.clear();
		}
	}

	private SegmentKind kind(TransactionControl control) {
		if (control.rollsBack()) {
			return SegmentKind.ROLLED_BACK_BLOCK;
		}
		return this.readOnly ? SegmentKind.READ_ONLY_BLOCK : SegmentKind.BLOCK;
	}

}
