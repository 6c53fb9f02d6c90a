-- A reference belongs to who manages the operation: two houses may use the same, and neither learns of the other's.
DROP INDEX operation_by_reference;
CREATE INDEX operation_by_reference ON operation (reference);
