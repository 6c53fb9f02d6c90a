-- Up to which instant the ends of accesses were looked at, for those who hear of them a week before; 0 is not yet.
ALTER TABLE notice_read ADD COLUMN ends_ms BIGINT NOT NULL DEFAULT 0;
