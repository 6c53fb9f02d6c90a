-- How many links somebody was sent lately is asked at every "forgotten password".
CREATE INDEX invitation_by_user ON invitation (user_id, created_ms);
