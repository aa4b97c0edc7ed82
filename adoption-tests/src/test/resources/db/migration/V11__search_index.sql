CREATE INDEX customers_lower_name ON customers (lower(name)); -- for the search
