-- Organisation charts of the client entities, and who is authorised in which team.

INSERT INTO team (id, entity_id, parent_id, name, created_ms)
WITH chart(number, entity, parent, name) AS (VALUES
    (1, 'aurore', NULL, 'Banque Aurore'),
    (2, 'aurore', 1, 'Financements structurés'),
    (3, 'aurore', 2, 'Syndication'),
    (4, 'aurore', 2, 'Origination'),
    (5, 'aurore', 1, 'Risques'),
    (6, 'aurore', 5, 'Analyse crédit'),
    (7, 'aurore', 1, 'Juridique'),
    (8, 'aurore', 1, 'Agence des crédits'),
    (9, 'aurore', 8, 'Agence Paris'),
    (10, 'aurore', 8, 'Agence Lyon'),
    (11, 'nordbank', NULL, 'Nordbank'),
    (12, 'nordbank', 11, 'Syndication'),
    (13, 'nordbank', 11, 'Risk'),
    (14, 'nordbank', 13, 'Corporate Risk'),
    (15, 'nordbank', 13, 'Portfolio'),
    (16, 'nordbank', 11, 'Legal'),
    (17, 'nordbank', 11, 'Loan Agency'),
    (18, 'hesperide', NULL, 'Hespéride Dette Privée'),
    (19, 'hesperide', 18, 'Investissement'),
    (20, 'hesperide', 18, 'Risques et juridique'),
    (21, 'hesperide', 18, 'Gestion')
)
SELECT '01jgxt5w4n' || printf('%016x', number * 5700357409661599),
       entity.id,
       CASE WHEN parent IS NOT NULL THEN '01jgxt5w4n' || printf('%016x', parent * 5700357409661599) END,
       chart.name,
       entity.created_ms + number * 61000
FROM chart
JOIN entity ON instr(entity.sort_name, chart.entity) > 0
ORDER BY number;

INSERT INTO team_above (team_id, above_id)
WITH RECURSIVE above(team_id, above_id) AS (
    SELECT id, id FROM team
    UNION ALL
    SELECT above.team_id, team.parent_id
    FROM above
    JOIN team ON team.id = above.above_id
    WHERE team.parent_id IS NOT NULL
)
SELECT team_id, above_id FROM above;

-- The first leader of each entity was named from the server's command line; he authorised the others.
INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, granted_by,
                          led_by)
WITH staff(entity, person, team, team_leader, creator, status, leader) AS (VALUES
    ('aurore', 'agnes.martin', 'Banque Aurore', 1, 1, 'active', NULL),
    ('aurore', 'sophie.renaud', 'Origination', 1, 1, 'active', 'agnes.martin'),
    ('aurore', 'oliver.hughes', 'Origination', 0, 0, 'active', 'sophie.renaud'),
    ('aurore', 'claire.dubois', 'Syndication', 1, 1, 'active', 'agnes.martin'),
    ('aurore', 'leo.bernard', 'Syndication', 0, 1, 'active', 'agnes.martin'),
    ('aurore', 'mathilde.chevalier', 'Syndication', 0, 0, 'active', 'claire.dubois'),
    ('aurore', 'max.faure', 'Financements structurés', 0, 0, 'active', 'agnes.martin'),
    ('aurore', 'elodie.perrin', 'Financements structurés', 0, 0, 'active', 'agnes.martin'),
    ('aurore', 'thomas.marchand', 'Risques', 1, 0, 'active', 'agnes.martin'),
    ('aurore', 'camille.noel', 'Analyse crédit', 0, 0, 'active', 'thomas.marchand'),
    ('aurore', 'hugo.lambert', 'Analyse crédit', 0, 0, 'active', 'thomas.marchand'),
    ('aurore', 'karim.haddad', 'Analyse crédit', 0, 0, 'active', 'thomas.marchand'),
    ('aurore', 'jean-baptiste.lefevre', 'Juridique', 1, 0, 'active', 'agnes.martin'),
    ('aurore', 'ines.roussel', 'Juridique', 0, 0, 'active', 'jean-baptiste.lefevre'),
    ('aurore', 'nathalie.girard', 'Agence des crédits', 1, 0, 'active', 'agnes.martin'),
    ('aurore', 'gwenaelle.lhostis', 'Agence Paris', 0, 0, 'active', 'nathalie.girard'),
    ('aurore', 'samir.belkacem', 'Agence Paris', 0, 0, 'active', 'nathalie.girard'),
    ('aurore', 'bruno.teixeira', 'Agence Paris', 0, 0, 'active', 'nathalie.girard'),
    ('aurore', 'francoise.delmas', 'Agence Lyon', 0, 0, 'archived', 'nathalie.girard'),
    ('aurore', 'yann.kerbrat', 'Agence Lyon', 0, 0, 'active', 'nathalie.girard'),
    ('nordbank', 'tom.leitner', 'Nordbank', 1, 1, 'active', NULL),
    ('nordbank', 'anke.petersen', 'Syndication', 1, 1, 'active', 'tom.leitner'),
    ('nordbank', 'bjoern.lindemann', 'Syndication', 0, 0, 'active', 'anke.petersen'),
    ('nordbank', 'nils.ohlsen', 'Syndication', 0, 1, 'active', 'anke.petersen'),
    ('nordbank', 'juergen.weiss', 'Risk', 1, 0, 'active', 'tom.leitner'),
    ('nordbank', 'stefan.krueger', 'Corporate Risk', 0, 0, 'active', 'juergen.weiss'),
    ('nordbank', 'hanna.brandt', 'Corporate Risk', 0, 0, 'active', 'juergen.weiss'),
    ('nordbank', 'lena.koch', 'Portfolio', 0, 0, 'active', 'juergen.weiss'),
    ('nordbank', 'ulrike.stahl', 'Portfolio', 0, 0, 'archived', 'juergen.weiss'),
    ('nordbank', 'paul.richter', 'Portfolio', 0, 0, 'active', 'juergen.weiss'),
    ('nordbank', 'maximiliane.hohenstein', 'Legal', 1, 0, 'active', 'tom.leitner'),
    ('nordbank', 'zoe.mueller', 'Legal', 0, 0, 'active', 'maximiliane.hohenstein'),
    ('nordbank', 'katrin.vogt', 'Loan Agency', 0, 0, 'active', 'tom.leitner'),
    ('nordbank', 'miriam.schaefer', 'Loan Agency', 0, 0, 'active', 'tom.leitner'),
    ('nordbank', 'emre.kaya', 'Loan Agency', 0, 0, 'active', 'tom.leitner'),
    ('nordbank', 'sabine.lorenz', 'Loan Agency', 0, 0, 'invited', 'tom.leitner'),
    ('hesperide', 'helene.astier', 'Hespéride Dette Privée', 1, 1, 'active', NULL),
    ('hesperide', 'victor.salomon', 'Investissement', 1, 1, 'active', 'helene.astier'),
    ('hesperide', 'ombeline.carre', 'Investissement', 0, 0, 'active', 'victor.salomon'),
    ('hesperide', 'priya.raman', 'Gestion', 0, 0, 'active', 'helene.astier'),
    ('hesperide', 'noemie.castel', 'Gestion', 0, 0, 'active', 'helene.astier'),
    ('hesperide', 'marc.ferrand', 'Risques et juridique', 0, 0, 'active', 'helene.astier'),
    ('hesperide', 'edouard.lavigne', 'Risques et juridique', 0, 0, 'active', 'helene.astier')
)
SELECT '01jgxh9r6d' || printf('%016x', row_number() OVER (ORDER BY users.created_ms) * 5700357409661599),
       entity.id, users.id, team.id, team_leader, creator, status,
       coalesce(users.activated_ms, users.created_ms),
       leader.id, CASE team_leader WHEN 1 THEN leader.id END
FROM staff
JOIN entity ON instr(entity.sort_name, staff.entity) > 0
JOIN users ON users.email_key = staff.person || '@' || staff.entity || '.example'
JOIN team ON team.entity_id = entity.id AND team.name = staff.team
LEFT JOIN users AS leader ON leader.email_key = staff.leader || '@' || staff.entity || '.example';
