-- What is asked often is found in few pages.

-- Lines that wait, by their person: few, of somebody who may have thousands.
CREATE INDEX contact_invited ON contact (user_id) WHERE status = 'invited';
CREATE INDEX contact_queued ON contact (user_id, entity_id) WHERE status = 'queued';

-- All that lines are counted by.
CREATE INDEX contact_counted ON contact (operation_id, current, entity_id, status, until_ms, from_ms, user_id,
                                                mail_failed_ms);
