-- The people.  Those who have a name have an account, and all accounts the same public password, Guichet-demo-2026,
-- hashed once; those without were invited only.  Telephone numbers are of the ranges kept for fiction in France,
-- Germany and the United Kingdom.

INSERT INTO users (id, email, email_key, first_name, last_name, job_title, phone, language, password, terms_ms,
                   created_ms, activated_ms)
WITH person(email, first_name, last_name, job_title, language, joined) AS (VALUES
    -- Banque Aurore
    ('agnes.martin@aurore.example', 'Agnès', 'Martin', 'Directrice des financements', 'fr', '2025-01-06'),
    ('leo.bernard@aurore.example', 'Léo', 'Bernard', 'Chargé de syndication', 'fr', '2025-01-13'),
    ('claire.dubois@aurore.example', 'Claire', 'Dubois', 'Responsable de la syndication', 'fr', '2025-01-13'),
    ('mathilde.chevalier@aurore.example', 'Mathilde', 'Chevalier', 'Chargée de syndication', 'fr', '2025-11-03'),
    ('max.faure@aurore.example', 'Max', 'Faure', 'Responsable des participations', 'fr', '2025-05-19'),
    ('sophie.renaud@aurore.example', 'Sophie', 'Renaud', 'Responsable de l''origination', 'fr', '2025-02-03'),
    ('oliver.hughes@aurore.example', 'Oliver', 'Hughes', 'Senior Associate, Origination', 'en', '2026-04-07'),
    ('elodie.perrin@aurore.example', 'Élodie', 'Perrin', 'Assistante de gestion', 'fr', '2025-09-22'),
    ('thomas.marchand@aurore.example', 'Thomas', 'Marchand', 'Directeur des risques', 'fr', '2025-01-20'),
    ('camille.noel@aurore.example', 'Camille', 'Noël', 'Analyste risques', 'fr', '2025-10-06'),
    ('hugo.lambert@aurore.example', 'Hugo', 'Lambert', 'Analyste crédit', 'fr', '2025-12-01'),
    ('karim.haddad@aurore.example', 'Karim', 'Haddad', 'Analyste crédit', 'fr', '2025-10-13'),
    ('jean-baptiste.lefevre@aurore.example', 'Jean-Baptiste', 'Lefèvre-Morand', 'Juriste en chef', 'fr', '2025-02-10'),
    ('ines.roussel@aurore.example', 'Inès', 'Roussel', 'Juriste', 'fr', '2026-01-12'),
    ('nathalie.girard@aurore.example', 'Nathalie', 'Girard', 'Directrice de l''agence', 'fr', '2025-01-13'),
    ('gwenaelle.lhostis@aurore.example', 'Gwenaëlle', 'L''Hostis', 'Gestionnaire d''agence', 'fr', '2025-02-17'),
    ('samir.belkacem@aurore.example', 'Samir', 'Belkacem', 'Gestionnaire d''agence', 'fr', '2026-02-16'),
    ('yann.kerbrat@aurore.example', 'Yann', 'Kerbrat', 'Gestionnaire d''agence, Lyon', 'fr', '2026-06-08'),
    ('bruno.teixeira@aurore.example', 'Bruno', 'Teixeira', 'Middle office', 'fr', '2025-03-31'),
    ('francoise.delmas@aurore.example', 'Françoise', 'Delmas', 'Gestionnaire d''agence', 'fr', '2025-01-20'),
    ('lucie.marin@aurore.example', NULL, NULL, NULL, 'fr', '2026-11-12'),
    -- Nordbank
    ('tom.leitner@nordbank.example', 'Tom', 'Leitner', 'Head of Loan Markets', 'en', '2025-01-06'),
    ('lena.koch@nordbank.example', 'Lena', 'Koch', 'Loan Portfolio Manager', 'en', '2025-03-10'),
    ('anke.petersen@nordbank.example', 'Anke', 'Petersen', 'Head of Syndication', 'en', '2025-01-13'),
    ('bjoern.lindemann@nordbank.example', 'Björn', 'Lindemann', 'Syndication Associate', 'en', '2025-06-23'),
    ('nils.ohlsen@nordbank.example', 'Nils', 'Ohlsen', 'Transaction Manager', 'en', '2025-03-24'),
    ('juergen.weiss@nordbank.example', 'Jürgen', 'Weiß', 'Head of Corporate Risk', 'en', '2025-01-20'),
    ('stefan.krueger@nordbank.example', 'Stefan', 'Krüger', 'Credit Analyst', 'en', '2026-01-19'),
    ('hanna.brandt@nordbank.example', 'Hanna', 'Brandt', 'Credit Analyst', 'en', '2025-01-27'),
    ('paul.richter@nordbank.example', 'Paul', 'Richter', 'Portfolio Analyst', 'en', '2026-03-02'),
    ('zoe.mueller@nordbank.example', 'Zoë', 'Müller', 'Legal Counsel', 'en', '2026-02-02'),
    ('maximiliane.hohenstein@nordbank.example', 'Maximiliane-Henriette', 'von und zu Hohenstein-Wallerfangen',
     'General Counsel', 'en', '2025-02-03'),
    ('katrin.vogt@nordbank.example', 'Katrin', 'Vogt', 'Loan Agent', 'en', '2025-05-19'),
    ('miriam.schaefer@nordbank.example', 'Miriam', 'Schäfer', 'Loan Agent', 'en', '2025-09-15'),
    ('emre.kaya@nordbank.example', 'Emre', 'Kaya', 'Middle Office', 'en', '2026-05-11'),
    ('ulrike.stahl@nordbank.example', 'Ulrike', 'Stahl', 'Loan Portfolio Manager', 'en', '2025-02-03'),
    ('felix.braun@nordbank.example', NULL, NULL, NULL, 'en', '2026-11-10'),
    ('sabine.lorenz@nordbank.example', NULL, NULL, NULL, 'en', '2026-11-18'),
    -- Hespéride Dette Privée
    ('helene.astier@hesperide.example', 'Hélène', 'Astier', 'Directrice associée', 'fr', '2025-01-20'),
    ('victor.salomon@hesperide.example', 'Victor', 'Salomon', 'Investment Director', 'fr', '2025-02-24'),
    ('ombeline.carre@hesperide.example', 'Ombeline', 'Carré', 'Analyste dette privée', 'fr', '2025-03-10'),
    ('priya.raman@hesperide.example', 'Priya', 'Raman', 'Portfolio Manager', 'en', '2026-01-26'),
    ('noemie.castel@hesperide.example', 'Noémie', 'Castel', 'Middle office', 'fr', '2026-06-22'),
    ('marc.ferrand@hesperide.example', 'Marc', 'Ferrand', 'Contrôle des risques', 'fr', '2025-05-12'),
    ('edouard.lavigne@hesperide.example', 'Édouard', 'Lavigne', 'Juriste', 'fr', '2026-04-13'),
    ('theo.blanc@hesperide.example', NULL, NULL, NULL, 'fr', '2026-11-13'),
    -- Crédit du Littoral
    ('paul.petit@littoral.example', 'Paul', 'Petit', 'Gestionnaire de participations', 'fr', '2025-04-15'),
    ('chloe.simon@littoral.example', 'Chloé', 'Simon', 'Analyste crédit', 'fr', '2026-05-27'),
    ('claire.dubois@littoral.example', 'Claire', 'Dubois', 'Responsable des engagements', 'fr', '2026-03-03'),
    ('antoine.guerin@littoral.example', 'Antoine', 'Guérin', 'Directeur des entreprises', 'fr', '2025-01-28'),
    ('lea.fontaine@littoral.example', 'Léa', 'Fontaine', 'Analyste crédit', 'fr', '2025-03-05'),
    ('didier.rocher@littoral.example', 'Didier', 'Rocher', 'Back office', 'fr', '2025-06-03'),
    ('marie-laure.besnard@littoral.example', 'Marie-Laure', 'Besnard', 'Juriste', 'fr', '2026-03-11'),
    ('guillaume.poirier@littoral.example', 'Guillaume', 'Poirier', 'Chargé d''affaires', 'fr', '2025-06-24'),
    ('solene.mahe@littoral.example', 'Solène', 'Mahé', 'Back office', 'fr', '2026-06-02'),
    ('benoit.tanguy@littoral.example', 'Benoît', 'Tanguy', 'Responsable des risques', 'fr', '2025-12-09'),
    ('fatou.diallo@littoral.example', 'Fatou', 'Diallo', 'Gestion des flux', 'fr', '2026-09-22'),
    ('remi.carpentier@littoral.example', NULL, NULL, NULL, 'fr', '2026-11-19'),
    ('julie.menard@littoral.example', NULL, NULL, NULL, 'fr', '2026-10-21'),
    -- Banca Valdoria
    ('giulia.ferrante@valdoria.example', 'Giulia', 'Ferrante', 'Head of Loan Participations', 'en', '2026-01-27'),
    ('luca.moretti@valdoria.example', 'Luca', 'Moretti', 'Credit Analyst', 'en', '2025-01-29'),
    ('niccolo.bassani@valdoria.example', 'Niccolò', 'Bassani', 'Legal Counsel', 'en', '2026-01-21'),
    ('elena.dangelo@valdoria.example', 'Elena', 'D''Angelo', 'Back Office', 'en', '2025-11-25'),
    ('matteo.ricciardi@valdoria.example', 'Matteo', 'Ricciardi', 'Portfolio Manager', 'en', '2025-07-16'),
    ('chiara.lombardi@valdoria.example', 'Chiara', 'Lombardi', 'Risk Officer', 'en', '2026-05-18'),
    ('francesca.orlandi@valdoria.example', 'Francesca', 'Orlandi', 'Chargée de participations', 'fr', '2026-03-04'),
    ('davide.serra@valdoria.example', 'Davide', 'Serra', 'Credit Analyst', 'en', '2026-03-18'),
    ('sara.conte@valdoria.example', NULL, NULL, NULL, 'en', '2026-11-20'),
    -- Kredietbank Scheldeland
    ('pieter.vandenbroeck@scheldeland.example', 'Pieter', 'Van den Broeck', 'Head of Syndication', 'en', '2026-02-10'),
    ('liesbeth.claes@scheldeland.example', 'Liesbeth', 'Claes', 'Senior Credit Analyst', 'en', '2025-03-04'),
    ('benedicte.lambrecht@scheldeland.example', 'Bénédicte', 'Lambrecht', 'Chargée de clientèle', 'fr', '2026-03-12'),
    ('wout.desmet@scheldeland.example', 'Wout', 'De Smet', 'Relationship Manager', 'en', '2025-02-11'),
    ('an-sofie.maes@scheldeland.example', 'An-Sofie', 'Maes', 'Loan Administration', 'en', '2026-03-31'),
    ('joris.peeters@scheldeland.example', 'Joris', 'Peeters', 'Credit Analyst', 'en', '2026-01-13'),
    ('greet.wouters@scheldeland.example', 'Greet', 'Wouters', 'Legal Counsel', 'en', '2026-02-24'),
    ('tine.janssens@scheldeland.example', NULL, NULL, NULL, 'en', '2026-10-27'),
    -- Rheinfels Kreditfonds
    ('Hugo.Brandt@Rheinfels.example', 'Hugo', 'Brandt', 'Managing Partner', 'en', '2025-09-09'),
    ('svenja.albers@rheinfels.example', 'Svenja', 'Albers', 'Investment Manager', 'en', '2025-02-12'),
    ('doerte.hoffmann@rheinfels.example', 'Dörte', 'Hoffmann', 'Portfolio Manager', 'en', '2025-10-14'),
    ('konstantin.frey@rheinfels.example', 'Konstantin', 'Frey', 'Analyst', 'en', '2025-09-10'),
    ('marlene.busch@rheinfels.example', 'Marlene', 'Busch', 'Fund Controller', 'en', '2026-03-17'),
    ('tobias.engelhardt@rheinfels.example', 'Tobias', 'Engelhardt', 'Investment Manager', 'en', '2026-04-21'),
    ('leonie.hartwig@rheinfels.example', NULL, NULL, NULL, 'en', '2026-11-17'),
    -- Verrerie de l'Ouest
    ('brune.leroy@verrerie.example', 'Brune', 'Leroy', 'Directrice financière', 'fr', '2026-05-12'),
    ('odile.garnier@verrerie.example', 'Odile', 'Garnier', 'Directrice générale', 'fr', '2025-03-24'),
    ('gaetan.pichon@verrerie.example', 'Gaëtan', 'Pichon', 'Trésorier', 'fr', '2025-03-25'),
    ('loic.briand@verrerie.example', 'Loïc', 'Briand', 'Contrôleur de gestion', 'fr', '2026-07-07'),
    ('yvette.hamon@verrerie.example', 'Yvette', 'Hamon', 'Contrôleuse de gestion', 'fr', '2026-05-13'),
    ('mael.legoff@verrerie.example', NULL, NULL, NULL, 'fr', '2026-11-03'),
    -- Maison Lorient
    ('alix.moreau@lorient.example', 'Alix', 'Moreau', 'Directrice financière', 'fr', '2025-01-27'),
    ('come.delaunay@lorient.example', 'Côme', 'Delaunay', 'Directeur juridique', 'fr', '2025-09-08'),
    ('beatrice.savary@lorient.example', 'Béatrice', 'Savary', 'Trésorière', 'fr', '2025-11-24'),
    ('etienne.rolland@lorient.example', 'Étienne', 'Rolland', 'Responsable du financement', 'fr', '2026-01-27'),
    ('salome.tessier@lorient.example', 'Salomé', 'Tessier', 'Chargée de trésorerie', 'fr', '2025-05-13'),
    -- Hüttenwerke Albrecht
    ('dieter.albrecht@albrecht.example', 'Dieter', 'Albrecht', 'Chief Financial Officer', 'en', '2025-02-10'),
    ('petra.scholz@albrecht.example', 'Petra', 'Scholz', 'Group Treasurer', 'en', '2025-09-22'),
    ('ralf.grossmann@albrecht.example', 'Ralf', 'Großmann', 'Head of Controlling', 'en', '2026-02-17'),
    ('yvonne.baum@albrecht.example', 'Yvonne', 'Baum', 'Treasury Analyst', 'en', '2026-06-23'),
    ('timo.keller@albrecht.example', 'Timo', 'Keller', 'Project Finance', 'en', '2026-05-27'),
    ('lukas.arnold@albrecht.example', NULL, NULL, NULL, 'en', '2026-11-18'),
    -- Transports Vandamme
    ('marc.vandamme@vandamme.example', 'Marc', 'Vandamme', 'Administrateur délégué', 'fr', '2025-03-03'),
    ('isabelle.cools@vandamme.example', 'Isabelle', 'Cools', 'Directrice financière', 'fr', '2026-01-20'),
    ('thierry.bodart@vandamme.example', 'Thierry', 'Bodart', 'Trésorier', 'fr', '2026-03-30'),
    ('nadia.elamrani@vandamme.example', 'Nadia', 'El Amrani', 'Responsable de la flotte', 'fr', '2026-02-25'),
    ('koen.goossens@vandamme.example', 'Koen', 'Goossens', 'Controller', 'en', '2025-03-05'),
    -- Éoliennes du Ponant
    ('erwan.lebihan@ponant.example', 'Erwan', 'Le Bihan', 'Directeur financier', 'fr', '2025-04-14'),
    ('celine.jaouen@ponant.example', 'Céline', 'Jaouen', 'Trésorière', 'fr', '2025-04-16'),
    ('florian.mercier@ponant.example', 'Florian', 'Mercier', 'Chef de projet', 'fr', '2026-02-10'),
    ('anais.corre@ponant.example', 'Anaïs', 'Corre', 'Responsable juridique', 'fr', '2026-03-11'),
    ('morgane.riou@ponant.example', 'Morgane', 'Riou', 'Contrôleuse de gestion', 'fr', '2025-10-15'),
    ('tristan.morvan@ponant.example', NULL, NULL, NULL, 'fr', '2026-11-18'),
    -- Counsel who act for several entities
    ('vincent.roche@cabinet-roche.example', 'Vincent', 'Roche', 'Avocat associé', 'fr', '2026-03-12'),
    ('ruth.engel@kanzlei-engel.example', 'Ruth', 'Engel', 'Rechtsanwältin', 'en', '2026-11-09')
),
numbered AS (
    SELECT *,
           lower(email) AS email_key,
           row_number() OVER (ORDER BY joined, email) AS number
    FROM person
),
dated AS (
    SELECT *,
           unixepoch(joined || ' 08:00') * 1000 + number * 7919977 % 14400000 AS created_ms,
           900000 + number * 6700417 % 13500000 AS hesitation_ms
    FROM numbered
)
SELECT '01jgxv2c8t' || printf('%016x', number * 5700357409661599),
       email, email_key, first_name, last_name, job_title,
       CASE WHEN first_name IS NULL THEN NULL
            WHEN email_key LIKE '%@nordbank.%' OR email_key LIKE '%@rheinfels.%' OR email_key LIKE '%@albrecht.%'
                THEN '+493023125' || printf('%03d', number * 7)
            WHEN email_key LIKE '%@valdoria.%' OR email_key LIKE '%@scheldeland.%' OR email_key LIKE '%@vandamme.%'
                THEN '+442079460' || printf('%03d', number * 7)
            WHEN number % 3 = 0 THEN '+3363998' || printf('%04d', number * 79)
            ELSE '+3319900' || printf('%04d', number * 79) END,
       language,
       CASE WHEN first_name IS NOT NULL
            THEN '$argon2id$v=19$m=65536,t=2,p=1$Tz4JkkFoLb44uEtJklq6bw$Cid46k2XLsaPLbrq093+9gtva959MkLat2hFmwCLrOs'
            END,
       CASE WHEN first_name IS NOT NULL THEN created_ms + hesitation_ms END,
       created_ms,
       CASE WHEN first_name IS NOT NULL THEN created_ms + hesitation_ms END
FROM dated;
