-- what it is for
-- tidemark: transactionl=false
SELECT 1;
