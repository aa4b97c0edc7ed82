
-- Liquibase Formatted SQL logicalFilePath:views.sql
--ignoreLines:start
nothing of this is read
--ignoreLines:end
--property name:word value:hello
--changeset ann:2 runOnChange:true
CREATE OR REPLACE VIEW greeting AS SELECT '${word}' AS word, '${other}' AS other;
--rollback empty
--changeset ann:1 runOnChange:true
CREATE OR REPLACE VIEW greetings AS SELECT * FROM greeting;
