-- Links that were mailed go after some months: whether a mail that is kept has one is asked for each, here and by the
-- reference itself, and would have all mails read.
CREATE INDEX outbox_by_invitation ON outbox (invitation_id) WHERE invitation_id IS NOT NULL;
