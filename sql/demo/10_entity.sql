-- The twelve entities.  The files after this one name them by one telling word of sort_name, which is their domain too.
-- Every id is laid out as the program's own: ten characters for the kind, sixteen spread from a number.

INSERT INTO entity (id, name, sort_name, kind, client, guests_need_habilitation, created_ms)
WITH house(number, name, sort_name, kind, client) AS (VALUES
    (1, 'Banque Aurore', 'banque aurore', 'bank', 1),
    (2, 'Nordbank', 'nordbank', 'bank', 1),
    (3, 'Hespéride Dette Privée', 'hesperide dette privee', 'fund', 1),
    (4, 'Crédit du Littoral', 'credit du littoral', 'bank', 0),
    (5, 'Banca Valdoria', 'banca valdoria', 'bank', 0),
    (6, 'Kredietbank Scheldeland', 'kredietbank scheldeland', 'bank', 0),
    (7, 'Rheinfels Kreditfonds', 'rheinfels kreditfonds', 'fund', 0),
    (8, 'Verrerie de l''Ouest', 'verrerie de l''ouest', 'company', 0),
    (9, 'Maison Lorient', 'maison lorient', 'company', 0),
    (10, 'Hüttenwerke Albrecht', 'huttenwerke albrecht', 'company', 0),
    (11, 'Transports Vandamme', 'transports vandamme', 'company', 0),
    (12, 'Éoliennes du Ponant', 'eoliennes du ponant', 'company', 0)
)
SELECT '01jgxe7k3m' || printf('%016x', number * 5700357409661599),
       name, sort_name, kind, client, 1,
       unixepoch('2025-01-06 07:30') * 1000 + number * 137000
FROM house;
