-- Requests to vouch for somebody belong to no entity and to no operation: they are few, and found by their kind.
CREATE INDEX request_vouch ON request (status) WHERE kind = 'vouch';
