-- Every line that waits for a habilitation has its open request; two others were decided.

INSERT INTO request (id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms)
WITH asked(email, message) AS (VALUES
    ('lucie.marin@aurore.example', 'Lucie rejoint l''équipe le 16 novembre.'),
    ('felix.braun@nordbank.example', NULL),
    ('ruth.engel@kanzlei-engel.example', 'External counsel for the security package.'),
    ('theo.blanc@hesperide.example', 'Remplace Noémie pendant son congé.')
)
SELECT '01jgxr3s9f' || printf('%016x', row_number() OVER (ORDER BY contact.since_ms) * 5700357409661599),
       'habilitation', contact.entity_id, contact.operation_id, contact.user_id, contact.added_by, message, 'open',
       contact.since_ms
FROM contact
JOIN operation ON operation.id = contact.operation_id AND operation.status <> 'draft'
JOIN users ON users.id = contact.user_id
JOIN asked ON asked.email = users.email_key
WHERE contact.status = 'queued';

INSERT INTO request (id, kind, entity_id, user_id, asked_by, status, created_ms, decided_ms, decided_by, reason)
WITH decided(number, entity, email, asked_by, status, asked, decided, decided_by, reason) AS (VALUES
    (11, 'aurore', 'samir.belkacem@aurore.example', 'gwenaelle.lhostis@aurore.example', 'approved',
     '2026-02-13 09:12', '2026-02-16 08:01', 'nathalie.girard@aurore.example', NULL),
    (12, 'nordbank', 'svenja.albers@rheinfels.example', 'bjoern.lindemann@nordbank.example', 'refused',
     '2026-04-16 13:37', '2026-04-17 07:58', 'tom.leitner@nordbank.example', 'She works for Rheinfels, not for us.')
)
SELECT '01jgxr3s9f' || printf('%016x', number * 5700357409661599),
       'habilitation', entity.id, users.id, asker.id, status,
       unixepoch(asked) * 1000 + 21473, unixepoch(decided) * 1000 + 8264, decider.id, reason
FROM decided
JOIN entity ON instr(entity.sort_name, decided.entity) > 0
JOIN users ON users.email_key = decided.email
JOIN users AS asker ON asker.email_key = decided.asked_by
JOIN users AS decider ON decider.email_key = decided.decided_by;
