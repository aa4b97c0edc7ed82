SELECT 'grün';
