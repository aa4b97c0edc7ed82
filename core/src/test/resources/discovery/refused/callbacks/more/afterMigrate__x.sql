-- tidemark: transactionl=false
SELECT 1;
