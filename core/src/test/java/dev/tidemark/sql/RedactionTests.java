package dev.tidemark.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
							CREATE ROLE r LOGIN PASSWORD 'secret'                     | CREATE ROLE r LOGIN PASSWORD '***'
							create user u encrypted password 'md5secret' createdb     | create user u encrypted password '***' createdb
							ALTER USER u PASSWORD E'it\\'s secret' VALID UNTIL 'x'    | ALTER USER u PASSWORD '***' VALID UNTIL 'x'
							ALTER ROLE r PASSWORD 'it''s secret';                     | ALTER ROLE r PASSWORD '***';
							ALTER ROLE r PASSWORD U&'secret' UESCAPE '!'              | ALTER ROLE r PASSWORD '***' UESCAPE '!'
							ALTER ROLE r PASSWORD $x$secret$x$                        | ALTER ROLE r PASSWORD '***'
							ALTER ROLE r PASSWORD/* 'a' */'secret'                    | ALTER ROLE r PASSWORD/* 'a' */'***'
							ALTER ROLE r PASSWORD NULL                                | ALTER ROLE r PASSWORD NULL
							ALTER ROLE r PASSWORD 'secret                             | ALTER ROLE r PASSWORD '***'
							CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password 'secret') | CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'u', password '***')
							ALTER USER MAPPING FOR u SERVER s OPTIONS (SET "password" 'secret') | ALTER USER MAPPING FOR u SERVER s OPTIONS (SET "password" '***')
							SELECT add_data_node('n', password => 'secret', port => 5) | SELECT add_data_node('n', password => '***', port => 5)
							UPDATE users SET password = 'secret', name = 'x'          | UPDATE users SET password = '***', name = 'x'
							CREATE SUBSCRIPTION s CONNECTION 'host=h password=secret user=u' PUBLICATION p | CREATE SUBSCRIPTION s CONNECTION 'host=h password=*** user=u' PUBLICATION p
							SELECT dblink('host=h password=''my secret'' user=u')     | SELECT dblink('host=h password=*** user=u')
							SELECT dblink('host=h password = secret,&x')              | SELECT dblink('host=h password = ***')
							SELECT dblink('password=secret')                          | SELECT dblink('password=***')
							SELECT dblink(E'host=h\\tpassword=\\'a b\\' user=u')      | SELECT dblink(E'host=h{tab}password=*** user=u')
							SELECT dblink($$host=h password=secret$$)                 | SELECT dblink($$host=h password=***$$)
									SELECT dblink('postgresql://user:secret@host/db')         | SELECT dblink('postgresql://user:***@host/db')
							SELECT dblink('postgres://user:se/cr?et@host/db?a=b')     | SELECT dblink('postgres://user:***@host/db?a=b')
							SELECT dblink('postgres://user:s@cret@host/db?a=@b')      | SELECT dblink('postgres://user:***@host/db?a=@b')
							SELECT 'jdbc:postgresql://h/d?user=u&password=secret&ssl=on' | SELECT 'jdbc:postgresql://h/d?user=u&password=***&ssl=on'
							-- psql postgresql://u:secret@h/d                         | -- psql postgresql://u:***@h/d
							DO $$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD ''secret'''; END $$ | DO $$ BEGIN EXECUTE 'ALTER ROLE r PASSWORD ''***'''; END $$
							DO $$ BEGIN ALTER ROLE r PASSWORD 'secret'; END $$        | DO $$ BEGIN ALTER ROLE r PASSWORD '***'; END $$
							DO 'BEGIN ALTER ROLE r PASSWORD ''it''''s secret''; END'  | DO 'BEGIN ALTER ROLE r PASSWORD ''***''; END'
							DO E'ALTER ROLE r\\nPASSWORD\\t\\'secret\\''                 | DO E'ALTER ROLE r{nl}PASSWORD{tab}''***'''
					DO E'BEGIN ALTER ROLE r PASSWORD \\'secret\\'; END'       | DO E'BEGIN ALTER ROLE r PASSWORD ''***''; END'
							""")
	void takesPasswordsOutOfScripts(String script, String redacted) {
		String expected = redacted.replace("{nl}", "\n").replace("{tab}", "\t");
		assertThat(Redaction.ofScript(script)).isEqualTo(expected);
		assertThat(Redaction.ofScript(expected)).isEqualTo(expected);
	}

	@Test
	void takesPasswordsOutOfPartsOfAConnectionString() {
		assertThat(Redaction.ofScript("SELECT dblink('host=h ' || ' sslpassword=secret')"))
			.isEqualTo("SELECT dblink('host=h ' || ' sslpassword=***')");
	}

	@Test
	void takesOutEachPartOfAContinuedLiteral() {
		assertThat(Redaction.ofScript("ALTER ROLE r PASSWORD 'sec'\n  'ret' VALID UNTIL 'x'\n'y'"))
			.isEqualTo("ALTER ROLE r PASSWORD '***'\n  '***' VALID UNTIL 'x'\n'y'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SELECT 1", "CREATE TABLE u (password text NOT NULL DEFAULT 'x')",
			"COMMENT ON COLUMN u.password IS 'it''s the password'", "SELECT password, 'x' FROM u",
			"UPDATE u SET password = ''", "UPDATE u SET password = crypt('x', gen_salt('bf'))",
			"UPDATE u SET password=upper(password) WHERE password<>'x'",
			"CREATE FUNCTION f(p text) RETURNS bool LANGUAGE sql AS $$ SELECT password = p AND password = 'x' FROM u $$",
			"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN\n UPDATE u SET password=crypt(p, salt);\nEND $$",
			"SELECT 'a password=x'", "SELECT format('host=h password=%s', p)", "SELECT format('password=%L user=x', p)",
			"SELECT 'password=' || p", "SELECT 'https://example.org/a:b@c'", "SELECT 'postgresql://user@host/db'",
			"SELECT 'the\\password'", "SELECT E'a\\\\b password'", "-- the password 'x'", "SELECT \"password\", 'x'",
			"'", "$$ password" })
	void leavesScriptsWithoutPasswordsAsTheyAre(String script) {
		assertThat(Redaction.ofScript(script)).isEqualTo(script);
	}

	@Test
	void leavesDeepNestingAlone() {
		String script = "SELECT " + "$a$ $b$ ".repeat(5000) + "PASSWORD";
		assertThat(Redaction.ofScript(script)).isEqualTo(script);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					jdbc:postgresql://user:secret@host:5432/db refused              | jdbc:postgresql://user:***@host:5432/db refused
					Cannot open jdbc:postgresql://h/d?user=u&password=secret&a=b.   | Cannot open jdbc:postgresql://h/d?user=u&password=***&a=b.
					url 'jdbc:postgresql://h/d?password=secret' is bad              | url 'jdbc:postgresql://h/d?password=***' is bad
					postgresql://u:a/b@h and postgres://v:c@i/d                     | postgresql://u:***@h and postgres://v:***@i/d
					redis://:secret@cache                                           | redis://:***@cache
					{user=me, password=secret, ssl=true}                            | {user=me, password=*** ssl=true}
					host=h password='my secret' user=u                              | host=h password=*** user=u
					host=h password="my secret" user=u                              | host=h password=*** user=u
					syntax error at ALTER ROLE r PASSWORD 'it''s secret' x          | syntax error at ALTER ROLE r PASSWORD '***' x
					at PASSWORD E'a\\'secret' x                                     | at PASSWORD '***' x
					at PASSWORD $q$secret$q$ x                                      | at PASSWORD '***' x
					at password 'cut off secr                                       | at password '***'
					FATAL: password authentication failed for user "x"              | FATAL: password authentication failed for user "x"
					see https://www.postgresql.org/docs/current:x                   | see https://www.postgresql.org/docs/current:x
					nothing                                                         | nothing
					""")
	void takesCredentialsOutOfMessages(String message, String redacted) {
		assertThat(Redaction.ofMessage(message)).isEqualTo(redacted);
		assertThat(Redaction.ofMessage(redacted)).isEqualTo(redacted);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "ALTER ROLE ada PASSWORD '***' | true", "SELECT dblink('host=a password=*** dbname=b') | true",
					"DO $$ BEGIN ALTER ROLE ada PASSWORD '***'; END $$ | true",
					"/*** a box ***/ SELECT 2 *** 3; -- *** | false", "ALTER ROLE ada PASSWORD NULL | false" })
	void tellsWhetherSomethingWasTakenOut(String stored, boolean lacks) {
		assertThat(Redaction.lacksSecrets(stored)).isEqualTo(lacks);
	}

}
