-- migration_table:
CREATE TABLE IF NOT EXISTS migration (version BIGINT NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL);

-- migration_version: -> version:i
SELECT coalesce(max(version), 0) AS version FROM migration;

-- migration_add: version:i now:i
INSERT INTO migration (version, applied_ms) VALUES (:version, :now);
