-- The operations and who takes part in them.  The last two digits of a reference are unique: the contacts name it so.
-- One that is no draft was published a week after its creation; a closed one was closed a year and some days after it.

INSERT INTO operation (id, reference, name, sort_name, status, created_by, created_ms, published_ms, closed_ms)
WITH RECURSIVE file(reference, name, status, created_by, created) AS (VALUES
    ('OP-2025-0007', 'Maison Lorient — prêt à terme A', 'closed', 'agnes.martin@aurore', '2025-01-20'),
    ('OP-2025-0011', 'Hüttenwerke Albrecht — senior term loan', 'open', 'tom.leitner@nordbank', '2025-02-03'),
    ('OP-2025-0019', 'Transports Vandamme — renouvellement de la flotte', 'open', 'agnes.martin@aurore', '2025-02-24'),
    ('OP-2025-0024', 'Verrerie de l''Ouest — crédit relais', 'closed', 'agnes.martin@aurore', '2025-03-17'),
    ('OP-2025-0031', 'Éoliennes du Ponant — construction, parc des Landes', 'open', 'leo.bernard@aurore', '2025-04-07'),
    ('OP-2025-0038', 'Maison Lorient — crédit renouvelable', 'open', 'leo.bernard@aurore', '2025-05-05'),
    ('OP-2025-0045', 'Hüttenwerke Albrecht — rolling mill capex', 'open', 'tom.leitner@nordbank', '2025-05-26'),
    ('OP-2025-0052', 'Éoliennes du Ponant — TVA et lancement', 'closed', 'agnes.martin@aurore', '2025-06-16'),
    ('OP-2025-0058', 'Transports Vandamme — entrepôt de Zeebruges', 'open', 'agnes.martin@aurore', '2025-07-07'),
    ('OP-2025-0066', 'Maison Lorient — rachat de l''atelier Rosmeur', 'open', 'helene.astier@hesperide', '2025-09-01'),
    ('OP-2025-0071', 'Hüttenwerke Albrecht — trade finance line', 'closed', 'tom.leitner@nordbank', '2025-09-15'),
    ('OP-2025-0077', 'Éoliennes du Ponant — parc de Kermadec', 'open', 'agnes.martin@aurore', '2025-10-06'),
    ('OP-2025-0083', 'Transports Vandamme — bridge to bond', 'closed', 'tom.leitner@nordbank', '2025-10-20'),
    ('OP-2025-0090', 'Maison Lorient — ligne de caution', 'open', 'agnes.martin@aurore', '2025-11-17'),
    ('OP-2025-0096', 'Éoliennes du Ponant — repowering Cap Sarzeau', 'open', 'agnes.martin@aurore', '2025-12-01'),
    ('OP-2026-0002', 'Hüttenwerke Albrecht — working capital facility', 'open', 'tom.leitner@nordbank', '2026-01-05'),
    ('OP-2026-0005', 'Transports Vandamme — dette mezzanine', 'open', 'helene.astier@hesperide', '2026-01-12'),
    ('OP-2026-0009', 'Maison Lorient — term loan B', 'open', 'leo.bernard@aurore', '2026-01-19'),
    ('OP-2026-0014', 'Éoliennes du Ponant — refinancement des parcs', 'open', 'agnes.martin@aurore', '2026-02-02'),
    ('OP-2026-0016', 'Hüttenwerke Albrecht — green hydrogen pilot', 'open', 'anke.petersen@nordbank', '2026-02-09'),
    ('OP-2026-0021', 'Transports Vandamme — hub de Liège', 'open', 'leo.bernard@aurore', '2026-02-16'),
    ('OP-2026-0023', 'Maison Lorient — boutique de Milan', 'open', 'sophie.renaud@aurore', '2026-02-23'),
    ('OP-2026-0027', 'Éoliennes du Ponant — raccordement en mer', 'open', 'agnes.martin@aurore', '2026-03-02'),
    ('OP-2026-0030', 'Hüttenwerke Albrecht — amend and extend 2026', 'open', 'tom.leitner@nordbank', '2026-03-09'),
    ('OP-2026-0033', 'Transports Vandamme — revolving credit facility', 'open', 'agnes.martin@aurore', '2026-03-23'),
    ('OP-2026-0036', 'Maison Lorient — unitranche', 'open', 'helene.astier@hesperide', '2026-04-13'),
    ('OP-2026-0040', 'Éoliennes du Ponant — stockage par batteries', 'open', 'agnes.martin@aurore', '2026-04-27'),
    ('OP-2026-0042', 'Verrerie de l''Ouest — refinancement du four 3', 'open', 'leo.bernard@aurore', '2026-05-04'),
    ('OP-2026-0044', 'Hüttenwerke Albrecht — equipment leasing', 'open', 'leo.bernard@aurore', '2026-05-18'),
    ('OP-2026-0047', 'Transports Vandamme — flotte électrique, phase 2', 'open', 'agnes.martin@aurore', '2026-06-01'),
    ('OP-2026-0049', 'Hüttenwerke Albrecht — syndicated facility 2026', 'open', 'agnes.martin@aurore', '2026-06-15'),
    ('OP-2026-0051', 'Verrerie de l''Ouest — ligne de crédit renouvelable', 'open', 'leo.bernard@aurore', '2026-06-29'),
    ('OP-2026-0053', 'Maison Lorient — prêt à impact', 'open', 'agnes.martin@aurore', '2026-07-13'),
    ('OP-2026-0055', 'Éoliennes du Ponant — portage foncier', 'open', 'helene.astier@hesperide', '2026-08-31'),
    ('OP-2026-0057', 'Transports Vandamme — affacturage', 'open', 'agnes.martin@aurore', '2026-09-14'),
    ('OP-2026-0059', 'Hüttenwerke Albrecht — recapitalisation', 'draft', 'tom.leitner@nordbank', '2026-10-05'),
    ('OP-2026-0060', 'Éoliennes du Ponant — parc des Abers', 'draft', 'leo.bernard@aurore', '2026-10-12'),
    ('OP-2026-0061', 'Maison Lorient — term loan C', 'draft', 'agnes.martin@aurore', '2026-10-19'),
    ('OP-2026-0062', 'Transports Vandamme — dépôt de Gand', 'draft', 'agnes.martin@aurore', '2026-11-02'),
    ('OP-2026-0063', 'Éoliennes du Ponant — obligations vertes', 'draft', 'helene.astier@hesperide', '2026-11-09')
),
letter(step, accented, plain) AS (VALUES
    (1, 'É', 'e'), (2, 'à', 'a'), (3, 'é', 'e'), (4, 'è', 'e'), (5, 'ê', 'e'), (6, 'ô', 'o'), (7, 'ü', 'u')
),
folded(reference, step, text) AS (
    SELECT reference, 0, lower(name) FROM file
    UNION ALL
    SELECT reference, letter.step, replace(text, accented, plain)
    FROM folded
    JOIN letter ON letter.step = folded.step + 1
),
numbered AS (
    SELECT file.*,
           folded.text AS sort_name,
           row_number() OVER (ORDER BY file.reference) AS number
    FROM file
    JOIN folded ON folded.reference = file.reference AND folded.step = 7
)
SELECT '01jgxp1z7q' || printf('%016x', number * 5700357409661599),
       reference, name, sort_name, status, users.id,
       unixepoch(created || ' 07:30') * 1000 + number * 52711,
       CASE WHEN status <> 'draft' THEN unixepoch(created || ' 07:30', '+7 days') * 1000 + number * 41351 END,
       CASE WHEN status = 'closed' THEN unixepoch(created || ' 15:00', '+375 days') * 1000 + number * 67307 END
FROM numbered
JOIN users ON users.email_key = numbered.created_by || '.example';

INSERT INTO participation (operation_id, entity_id, side)
WITH file(number, manager, lender, borrower) AS (VALUES
    ('07', 'aurore', 'littoral valdoria', 'lorient'),
    ('11', 'nordbank', 'aurore rheinfels scheldeland', 'albrecht'),
    ('19', 'aurore', 'littoral scheldeland', 'vandamme'),
    ('24', 'aurore', 'littoral hesperide', 'verrerie'),
    ('31', 'aurore', 'littoral nordbank hesperide valdoria', 'ponant'),
    ('38', 'aurore', 'littoral nordbank', 'lorient'),
    ('45', 'nordbank', 'aurore littoral rheinfels', 'albrecht'),
    ('52', 'aurore', 'littoral hesperide', 'ponant'),
    ('58', 'aurore', 'nordbank scheldeland valdoria', 'vandamme'),
    ('66', 'hesperide', 'aurore rheinfels', 'lorient'),
    ('71', 'nordbank', 'littoral scheldeland', 'albrecht'),
    ('77', 'aurore', 'littoral nordbank hesperide rheinfels', 'ponant'),
    ('83', 'nordbank', 'aurore scheldeland', 'vandamme'),
    ('90', 'aurore', 'littoral valdoria', 'lorient'),
    ('96', 'aurore', 'littoral nordbank rheinfels valdoria', 'ponant'),
    ('02', 'nordbank', 'aurore scheldeland', 'albrecht'),
    ('05', 'hesperide', 'rheinfels valdoria', 'vandamme'),
    ('09', 'aurore', 'littoral nordbank hesperide rheinfels valdoria', 'lorient'),
    ('14', 'aurore', 'littoral nordbank hesperide scheldeland valdoria', 'ponant'),
    ('16', 'nordbank', 'littoral hesperide rheinfels', 'albrecht'),
    ('21', 'aurore', 'littoral nordbank scheldeland', 'vandamme'),
    ('23', 'aurore', 'littoral valdoria', 'lorient'),
    ('27', 'aurore scheldeland', 'littoral nordbank hesperide', 'ponant'),
    ('30', 'nordbank', 'aurore rheinfels scheldeland valdoria', 'albrecht'),
    ('33', 'aurore', 'nordbank scheldeland', 'vandamme'),
    ('36', 'hesperide', 'littoral rheinfels', 'lorient'),
    ('40', 'aurore', 'hesperide valdoria', 'ponant'),
    ('42', 'aurore', 'littoral nordbank hesperide scheldeland valdoria', 'verrerie'),
    ('44', 'aurore', 'nordbank rheinfels', 'albrecht'),
    ('47', 'aurore', 'littoral hesperide scheldeland', 'vandamme'),
    ('49', 'aurore nordbank', 'littoral rheinfels scheldeland valdoria', 'albrecht'),
    ('51', 'aurore', 'littoral nordbank', 'verrerie'),
    ('53', 'aurore', 'littoral hesperide', 'lorient'),
    ('55', 'hesperide', 'aurore rheinfels', 'ponant'),
    ('57', 'aurore', 'littoral scheldeland', 'vandamme'),
    ('59', 'nordbank', 'aurore rheinfels', 'albrecht'),
    ('60', 'aurore', 'littoral nordbank hesperide', 'ponant'),
    ('61', 'aurore', 'littoral valdoria', 'lorient'),
    ('62', 'aurore', 'nordbank scheldeland', 'vandamme'),
    ('63', 'hesperide', 'aurore littoral', 'ponant')
),
part(number, side, entities) AS (
    SELECT number, 'manager', manager FROM file
    UNION ALL
    SELECT number, 'lender', lender FROM file
    UNION ALL
    SELECT number, 'borrower', borrower FROM file
)
SELECT operation.id, entity.id, side
FROM part
JOIN json_each('["' || replace(entities, ' ', '","') || '"]') AS word
JOIN entity ON instr(entity.sort_name, word.value) > 0
JOIN operation ON substr(operation.reference, -2) = part.number;
