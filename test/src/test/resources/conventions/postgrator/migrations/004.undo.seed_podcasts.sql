DELETE FROM podcast;
