-- The access itself.  `work` says on which operations each person works today, and for whom; `past` who was withdrawn;
-- `bounded` whose access has an end.  Everything else follows by the rules: a draft's lines are queued but for its
-- managers', so are those of a client entity's people without habilitation, and who has no account yet is invited.

INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, until_ms, added_by,
                     revoked_ms, revoked_by, reason, invited_until_ms, search)
WITH RECURSIVE work(entity, person, operations) AS (VALUES
    ('aurore', 'agnes.martin', '07 19 24 31 38 52 58 77 90 96 09 14 21 23 27 33 40 42 44 47 49 51 53 57 60 61 62'),
    ('aurore', 'leo.bernard', '31 38 09 14 21 42 44 49 51 60'),
    ('aurore', 'claire.dubois', '09 27 42'),
    ('aurore', 'mathilde.chevalier', '96 42'),
    ('aurore', 'max.faure', '45 40'),
    ('aurore', 'sophie.renaud', '23 55'),
    ('aurore', 'oliver.hughes', '49 63'),
    ('aurore', 'elodie.perrin', '77'),
    ('aurore', 'thomas.marchand', '11'),
    ('aurore', 'camille.noel', '30 59'),
    ('aurore', 'hugo.lambert', '02 42'),
    ('aurore', 'karim.haddad', '83'),
    ('aurore', 'jean-baptiste.lefevre', '66 42'),
    ('aurore', 'ines.roussel', '14 42'),
    ('aurore', 'nathalie.girard', '27 42'),
    ('aurore', 'gwenaelle.lhostis', '19 58 42'),
    ('aurore', 'samir.belkacem', '33 42 47'),
    ('aurore', 'yann.kerbrat', '53'),
    ('aurore', 'bruno.teixeira', '31'),
    ('aurore', 'lucie.marin', '14'),
    ('nordbank', 'tom.leitner', '11 45 71 83 02 16 30 49 59'),
    ('nordbank', 'lena.koch', '38 77 96 09 14 42 44 51 60'),
    ('nordbank', 'anke.petersen', '16 42 49'),
    ('nordbank', 'bjoern.lindemann', '58 42'),
    ('nordbank', 'nils.ohlsen', '02'),
    ('nordbank', 'juergen.weiss', '31 42'),
    ('nordbank', 'stefan.krueger', '21'),
    ('nordbank', 'hanna.brandt', '11'),
    ('nordbank', 'paul.richter', '62'),
    ('nordbank', 'zoe.mueller', '42'),
    ('nordbank', 'maximiliane.hohenstein', '27 42'),
    ('nordbank', 'katrin.vogt', '45 33'),
    ('nordbank', 'miriam.schaefer', '83'),
    ('nordbank', 'emre.kaya', '42'),
    ('nordbank', 'felix.braun', '42'),
    ('nordbank', 'ruth.engel@kanzlei-engel.example', '51'),
    ('hesperide', 'helene.astier', '66 05 36 42 55 63'),
    ('hesperide', 'victor.salomon', '31 77 36 40'),
    ('hesperide', 'ombeline.carre', '24 05 09 42'),
    ('hesperide', 'priya.raman', '16 47 60'),
    ('hesperide', 'noemie.castel', '53'),
    ('hesperide', 'marc.ferrand', '52 14 27'),
    ('hesperide', 'edouard.lavigne', '42'),
    ('hesperide', 'theo.blanc', '47'),
    ('littoral', 'paul.petit', '31 38 77 09 14 21 42 51 57'),
    ('littoral', 'max.faure@aurore.example', '16 36 53'),
    ('littoral', 'claire.dubois', '23 42 49'),
    ('littoral', 'antoine.guerin', '07 24 96 42'),
    ('littoral', 'lea.fontaine', '19 42 47'),
    ('littoral', 'didier.rocher', '45 71 42'),
    ('littoral', 'marie-laure.besnard', '27 42 63'),
    ('littoral', 'guillaume.poirier', '52 90 61'),
    ('littoral', 'solene.mahe', '42 60'),
    ('littoral', 'benoit.tanguy', '96'),
    ('littoral', 'fatou.diallo', '57'),
    ('littoral', 'remi.carpentier', '42'),
    ('littoral', 'julie.menard', '49'),
    ('valdoria', 'giulia.ferrante', '09 14 42 49'),
    ('valdoria', 'luca.moretti', '07 31 42'),
    ('valdoria', 'niccolo.bassani', '05 42'),
    ('valdoria', 'elena.dangelo', '90 96 42'),
    ('valdoria', 'matteo.ricciardi', '58'),
    ('valdoria', 'chiara.lombardi', '42'),
    ('valdoria', 'francesca.orlandi', '23 61'),
    ('valdoria', 'davide.serra', '30'),
    ('valdoria', 'vincent.roche@cabinet-roche.example', '40'),
    ('valdoria', 'sara.conte', '42'),
    ('scheldeland', 'pieter.vandenbroeck', '14 27 42 49'),
    ('scheldeland', 'liesbeth.claes', '19 58 42'),
    ('scheldeland', 'benedicte.lambrecht', '27 47 57'),
    ('scheldeland', 'wout.desmet', '11 71 83'),
    ('scheldeland', 'an-sofie.maes', '33 42'),
    ('scheldeland', 'joris.peeters', '02 30'),
    ('scheldeland', 'greet.wouters', '21 42 62'),
    ('scheldeland', 'tine.janssens', '21'),
    ('rheinfels', 'hugo.brandt', '66 09 49'),
    ('rheinfels', 'svenja.albers', '11 45'),
    ('rheinfels', 'doerte.hoffmann', '77 96'),
    ('rheinfels', 'konstantin.frey', '05 16'),
    ('rheinfels', 'marlene.busch', '30 44 55'),
    ('rheinfels', 'tobias.engelhardt', '36 59'),
    ('rheinfels', 'leonie.hartwig', '49'),
    ('verrerie', 'brune.leroy', '42 51'),
    ('verrerie', 'odile.garnier', '24 42'),
    ('verrerie', 'gaetan.pichon', '24 42'),
    ('verrerie', 'loic.briand', '42 51'),
    ('verrerie', 'mael.legoff', '42'),
    ('lorient', 'alix.moreau', '07 38 90 09 36 53'),
    ('lorient', 'come.delaunay', '66 61'),
    ('lorient', 'beatrice.savary', '90 23'),
    ('lorient', 'etienne.rolland', '09 53'),
    ('lorient', 'salome.tessier', '38 66'),
    ('albrecht', 'dieter.albrecht', '11 45 30 49 59'),
    ('albrecht', 'petra.scholz', '71 02 44'),
    ('albrecht', 'ralf.grossmann', '16 30'),
    ('albrecht', 'yvonne.baum', '02 49'),
    ('albrecht', 'timo.keller', '44'),
    ('albrecht', 'lukas.arnold', '49'),
    ('albrecht', 'ruth.engel@kanzlei-engel.example', '30 49'),
    ('vandamme', 'marc.vandamme', '19 58 83 33 62'),
    ('vandamme', 'isabelle.cools', '05 21 47'),
    ('vandamme', 'thierry.bodart', '33 57'),
    ('vandamme', 'nadia.elamrani', '21 47'),
    ('vandamme', 'koen.goossens', '58'),
    ('ponant', 'erwan.lebihan', '31 52 77 14 27 60'),
    ('ponant', 'celine.jaouen', '96 40 55'),
    ('ponant', 'florian.mercier', '14 63'),
    ('ponant', 'anais.corre', '31 27'),
    ('ponant', 'morgane.riou', '77 40'),
    ('ponant', 'tristan.morvan', '14'),
    ('ponant', 'vincent.roche@cabinet-roche.example', '27 55')
),
past(entity, person, number, revoked, revoked_by, reason) AS (VALUES
    ('aurore', 'francoise.delmas', '38', '2026-06-30 14:42', 'agnes.martin@aurore', 'Départ à la retraite'),
    ('aurore', 'francoise.delmas', '42', '2026-06-30 14:42', 'agnes.martin@aurore', 'Départ à la retraite'),
    ('aurore', 'bruno.teixeira', '42', '2026-09-04 09:15', 'leo.bernard@aurore', 'Mission terminée'),
    ('nordbank', 'ulrike.stahl', '38', '2026-08-31 15:05', 'tom.leitner@nordbank', 'Left the bank'),
    ('nordbank', 'ulrike.stahl', '42', '2026-08-31 15:05', 'tom.leitner@nordbank', 'Left the bank'),
    ('nordbank', 'hanna.brandt', '42', '2026-10-15 08:31', 'anke.petersen@nordbank', 'The colleague is back'),
    ('nordbank', 'nils.ohlsen', '31', '2025-11-12 10:20', 'juergen.weiss@nordbank', 'Moved to another team'),
    ('hesperide', 'marc.ferrand', '42', '2026-06-24 13:08', 'agnes.martin@aurore', 'Ajouté par erreur'),
    ('littoral', 'chloe.simon', '42', '2026-09-15 12:47', 'paul.petit@littoral', 'A quitté l''équipe des engagements'),
    ('littoral', 'guillaume.poirier', '42', '2026-10-02 09:54', 'agnes.martin@aurore', 'Changement de périmètre'),
    ('valdoria', 'davide.serra', '42', '2026-10-20 14:11', 'giulia.ferrante@valdoria', 'Now covers another portfolio'),
    ('scheldeland', 'joris.peeters', '42', '2026-07-17 08:22', 'pieter.vandenbroeck@scheldeland', 'Left this file'),
    ('rheinfels', 'konstantin.frey', '66', '2026-02-05 11:36', 'hugo.brandt@rheinfels', 'Left the deal team'),
    ('verrerie', 'yvette.hamon', '42', '2026-07-08 09:40', 'brune.leroy@verrerie', 'Remplacée par Loïc Briand'),
    ('vandamme', 'koen.goossens', '19', '2026-03-12 10:02', 'marc.vandamme@vandamme', 'Changement de fonction'),
    ('ponant', 'celine.jaouen', '31', '2025-12-03 13:30', 'erwan.lebihan@ponant', NULL)
),
bounded(person, number, until) AS (VALUES
    ('greet.wouters', '42', '2026-09-30 16:00'),
    ('elena.dangelo', '42', '2026-10-30 16:00'),
    ('salome.tessier', '38', '2026-08-31 16:00'),
    ('vincent.roche@cabinet-roche.example', '27', '2027-01-29 16:00'),
    ('emre.kaya', '42', '2027-02-26 16:00'),
    ('hugo.lambert', '02', '2027-03-31 16:00'),
    ('ruth.engel@kanzlei-engel.example', '49', '2027-06-30 16:00')
),
line AS (
    SELECT entity, person, word.value AS number, NULL AS revoked, NULL AS revoked_by, NULL AS reason
    FROM work
    JOIN json_each('["' || replace(operations, ' ', '","') || '"]') AS word
    UNION ALL
    SELECT * FROM past
),
letter(step, accented, plain) AS (VALUES
    (1, 'É', 'e'), (2, 'ß', 'ss'), (3, 'à', 'a'), (4, 'ä', 'a'), (5, 'ç', 'c'), (6, 'è', 'e'), (7, 'é', 'e'),
    (8, 'ë', 'e'), (9, 'î', 'i'), (10, 'ï', 'i'), (11, 'ò', 'o'), (12, 'ô', 'o'), (13, 'ö', 'o'), (14, 'ü', 'u')
),
folded(user_id, step, first_name, last_name) AS (
    SELECT id, 0, lower(first_name), lower(last_name) FROM users
    UNION ALL
    SELECT user_id, letter.step, replace(first_name, accented, plain), replace(last_name, accented, plain)
    FROM folded
    JOIN letter ON letter.step = folded.step + 1
),
placed AS (
    SELECT line.*,
           operation.id AS operation_id, operation.status AS phase, operation.created_by,
           operation.created_ms AS opened_ms,
           coalesce(operation.published_ms, operation.created_ms) / 86400000 AS first_day,
           entity.id AS entity_id, entity.client, side,
           users.id AS user_id, email_key, users.created_ms, activated_ms,
           row_number() OVER (ORDER BY operation.reference, email_key) AS seed
    FROM line
    JOIN operation ON substr(operation.reference, -2) = line.number
    JOIN entity ON instr(entity.sort_name, line.entity) > 0
    JOIN participation ON participation.operation_id = operation.id AND participation.entity_id = entity.id
    JOIN users ON users.email_key = CASE WHEN instr(line.person, '@') > 0 THEN line.person
                                         ELSE line.person || '@' || line.entity || '.example' END
),
-- Added within a month of the publication (within days, to a draft), and never on a Saturday or a Sunday.
spread AS (
    SELECT *, first_day + seed * 23 % CASE phase WHEN 'draft' THEN 4 ELSE 30 END AS day
    FROM placed
),
dated AS (
    SELECT *,
           CASE WHEN user_id = created_by THEN opened_ms
                WHEN activated_ms IS NULL THEN created_ms
                ELSE max(activated_ms,
                         (day + CASE (day + 4) % 7 WHEN 6 THEN 2 WHEN 0 THEN 1 ELSE 0 END) * 86400000
                         + 29100000 + seed * 7919977 % 27600000) END AS since_ms
    FROM spread
),
judged AS (
    SELECT dated.*,
           CASE WHEN revoked IS NOT NULL THEN 'revoked'
                WHEN phase = 'draft' AND side <> 'manager' THEN 'queued'
                WHEN client = 1 AND habilitation.id IS NULL THEN 'queued'
                WHEN activated_ms IS NULL THEN 'invited'
                ELSE 'active' END AS status,
           unixepoch(bounded.until) * 1000 AS until_ms
    FROM dated
    LEFT JOIN bounded ON bounded.person = dated.person AND bounded.number = dated.number
    LEFT JOIN habilitation ON habilitation.entity_id = dated.entity_id AND habilitation.user_id = dated.user_id
                          AND habilitation.status = 'active'
),
-- An entity's first active contact adds his colleagues; whoever comes before him was added by the operation's creator.
ranked AS (
    SELECT *,
           first_value(user_id) OVER entity_first AS first_user,
           first_value(since_ms) OVER entity_first AS first_ms
    FROM judged
    WINDOW entity_first AS (PARTITION BY operation_id, entity_id
                            ORDER BY status <> 'active', until_ms IS NOT NULL, since_ms)
)
SELECT operation_id,
       ranked.status <> 'revoked',
       CASE WHEN phase = 'draft' AND side <> 'manager' THEN ranked.email_key
            ELSE coalesce(folded.last_name || ' ' || folded.first_name, ranked.email_key) END,
       '01jgxc6y5b' || printf('%016x', seed * 5700357409661599),
       entity_id, side, ranked.user_id, ranked.status, since_ms, until_ms,
       CASE WHEN since_ms > first_ms AND phase <> 'draft' THEN first_user ELSE created_by END,
       unixepoch(revoked) * 1000,
       remover.id,
       reason,
       CASE ranked.status WHEN 'invited' THEN since_ms + 7 * 86400000 END,
       CASE WHEN phase = 'draft' AND side <> 'manager' THEN ''
            ELSE coalesce(folded.first_name || ' ' || folded.last_name || ' ', '') END || ranked.email_key
FROM ranked
JOIN folded ON folded.user_id = ranked.user_id AND folded.step = 14
LEFT JOIN users AS remover ON remover.email_key = ranked.revoked_by || '.example';
