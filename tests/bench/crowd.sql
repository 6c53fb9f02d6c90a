-- Many people: @CONTACTS@ lines on top of the demonstration data, plausible in shape and the same at every run.
--
-- A bank has 500 people; a bank that manages does so for 300 operations, of which its first ten people see all (in a
-- big set the first of the first bank sees 3,000).  An operation has one manager, three lenders and a borrower, some
-- twenty lines, and one in two thousand has two thousand.  One line in ten is in the archive.
--
-- Every table is filled in the order of its key, and its indexes are made at the end, in one go.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -400000;
PRAGMA temp_store = MEMORY;
PRAGMA threads = 2;

CREATE TEMP TABLE size AS
SELECT max(10, @CONTACTS@ / 5000) AS banks, max(400, @CONTACTS@ * 10 / 210) AS operations;

CREATE TEMP TABLE indexes AS
SELECT name, sql FROM sqlite_master
 WHERE type = 'index' AND sql IS NOT NULL
   AND tbl_name IN ('contact', 'access', 'register', 'users', 'habilitation', 'operation', 'participation');
.once '@FOLDER@/drop.sql'
SELECT 'DROP INDEX ' || name || ';' FROM indexes;
.once '@FOLDER@/create.sql'
SELECT sql || ';' FROM indexes;
.read '@FOLDER@/drop.sql'

BEGIN;

INSERT INTO entity (id, name, sort_name, kind, client, created_ms)
WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n, size WHERE i + 1 < size.banks)
SELECT printf('e%025d', i), printf('Bank %05d', i), printf('bank %05d', i), 'bank', i % 2, 1700000000000 FROM n;

INSERT INTO team (id, entity_id, parent_id, name, created_ms)
SELECT 't' || substr(id, 2), id, NULL, name, created_ms FROM entity WHERE id LIKE 'e0%' AND client = 1;
INSERT INTO team_above (team_id, above_id) SELECT id, id FROM team WHERE id LIKE 't0%';

CREATE TEMP TABLE first_name AS
SELECT row_number() OVER () - 1 AS k, value AS name FROM json_each('["Agathe","Bruno","Camille","Denis","Elsa","Farid","Gaelle","Hugo","Ines","Jonas","Karim","Lena","Marc","Nora","Oscar","Pauline","Quentin","Rita","Simon","Tara"]');
CREATE TEMP TABLE last_name AS
SELECT row_number() OVER () - 1 AS k, value AS name FROM json_each('["Adler","Bernard","Chevalier","Dumas","Evrard","Fontaine","Girard","Hoffmann","Iglesias","Janssen","Keller","Lambert","Moreau","Nguyen","Olivier","Perrin","Quintana","Roussel","Schmitt","Texier","Urban","Vidal","Weber","Xavier","Yilmaz","Zimmer"]');

-- Person p of bank b.  The second of each is invited and has no account yet.
INSERT INTO users (id, email, email_key, first_name, last_name, job_title, phone, language, password, terms_ms, created_ms,
                   activated_ms, mailbox_ms)
WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n, size WHERE i + 1 < size.banks * 500)
SELECT printf('u%025d', i), printf('p%d@bank%05d.example', i % 500, i / 500), printf('p%d@bank%05d.example', i % 500, i / 500),
       f.name, l.name, 'Analyst', '+33612345678', CASE i % 2 WHEN 0 THEN 'fr' ELSE 'en' END,
       (SELECT password FROM users WHERE email_key = 'paul.petit@littoral.example'), 1700000000000, 1700000000000,
       1700000000000, 1900000000000
  FROM n
  JOIN first_name f ON f.k = (i * 7 + i / 500) % 20
  JOIN last_name l ON l.k = (i * 11 + i / 20) % 26;

INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, sort_name, search, domain)
SELECT 'h' || substr(u.id, 2), e.id, u.id, 't' || substr(e.id, 2), substr(u.email, 1, 2) = 'p0', 1, 'active',
       1700000000000, lower(u.last_name || ' ' || u.first_name), lower(u.first_name || ' ' || u.last_name) || ' ' || u.email,
       substr(u.email, instr(u.email, '@') + 1)
  FROM users u
  JOIN entity e ON e.id = printf('e%025d', CAST(substr(u.id, 2) AS INTEGER) / 500)
 WHERE u.id LIKE 'u0%' AND e.client = 1;

INSERT INTO operation (id, reference, name, sort_name, status, created_ms, published_ms)
WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n, size WHERE i + 1 < size.operations)
SELECT printf('o%025d', i), printf('LN-%07d', i), printf('Loan %07d', i), printf('loan %07d', i), 'open', 1700000000000,
       1700000000000
  FROM n;

-- Bank 0 manages the first 3,000 operations, the others 300 each.
CREATE TEMP TABLE part (i INTEGER, k INTEGER, bank INTEGER, lines INTEGER, before INTEGER, operation TEXT, entity TEXT,
                        side TEXT, desk TEXT, PRIMARY KEY (i, k)) WITHOUT ROWID;
WITH managed AS (
    SELECT id AS operation, i, CASE WHEN i < 3000 THEN 0 ELSE 1 + (i - 3000) / 300 % (banks - 1) END AS manager
      FROM (SELECT id, CAST(substr(id, 2) AS INTEGER) AS i FROM operation WHERE id LIKE 'o0%'), size
), shared AS (
    SELECT operation, i, k.value AS k, CASE WHEN i % 2000 = 7 THEN 400 WHEN k.value = 0 THEN 5 ELSE 4 END AS lines,
           CASE k.value WHEN 0 THEN manager
                        ELSE (manager + 1 + (k.value - 1) * (banks / 5) + (i * 13) % max(1, banks / 5 - 1)) % banks
           END AS bank
      FROM managed, size, json_each('[0,1,2,3,4]') k
)
INSERT INTO part
SELECT i, k, bank, lines, sum(lines) OVER (ORDER BY i, k) - lines, operation, printf('e%025d', bank),
       CASE k WHEN 0 THEN 'manager' WHEN 4 THEN 'borrower' ELSE 'lender' END, printf('u%025d', bank * 500)
  FROM shared;

INSERT INTO participation (operation_id, entity_id, side)
SELECT operation, entity, side FROM part ORDER BY i, entity;

INSERT INTO operation_word (entity_id, word, operation_id)
SELECT entity, 'ln', operation FROM part UNION ALL SELECT entity, 'loan', operation FROM part UNION ALL
SELECT entity, printf('%07d', i), operation FROM part
 ORDER BY 1, 2, 3;

-- With what the lines carry.
CREATE TEMP TABLE person (n INTEGER PRIMARY KEY, id TEXT, sort_name TEXT, search TEXT, domain TEXT, email TEXT,
                          first_name TEXT, last_name TEXT, activated INTEGER, team TEXT, proved INTEGER);
INSERT INTO person
SELECT CAST(substr(u.id, 2) AS INTEGER), u.id, lower(u.last_name || ' ' || u.first_name),
       lower(u.first_name || ' ' || u.last_name) || ' ' || u.email, substr(u.email, instr(u.email, '@') + 1),
       s.email, s.first_name, s.last_name, s.activated, s.team, s.proved
  FROM users u
  JOIN line_source s ON s.user = u.id AND s.entity = printf('e%025d', CAST(substr(u.id, 2) AS INTEGER) / 500)
 WHERE u.id LIKE 'u0%';

CREATE TEMP TABLE number (j INTEGER PRIMARY KEY);
INSERT INTO number WITH RECURSIVE n(j) AS (VALUES (0) UNION ALL SELECT j + 1 FROM n WHERE j < 399) SELECT j FROM n;

-- The lines of a part: the bank's desk on its own operations (its person 0 always), else people from a place that the
-- operation's number gives.
CREATE TEMP VIEW line AS
SELECT p.i, p.before + n.j AS number, printf('c%017d%d%07d', p.i, p.k, n.j) AS id, p.operation, p.entity, p.side,
       u.id AS user, u.sort_name, u.search, u.domain, u.email, u.first_name, u.last_name, u.activated, u.team, u.proved, p.desk, 1700000000000 + n.j AS since,
       CASE WHEN n.j > 1 AND (p.i + n.j) % 9 = 0 THEN 1800000000000 END AS revoked
  FROM part p
 CROSS JOIN number n ON n.j < p.lines
 CROSS JOIN person u ON u.n = p.bank * 500 + CASE WHEN n.j = 0 THEN 0 ELSE 1 + (p.i * 3 + n.j) % 499 END;

INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, added_by,
                     revoked_ms, revoked_by, reason, search, domain, carried, email, first_name, last_name, activated_ms,
                     team_id, proved_ms)
SELECT operation, revoked IS NULL, sort_name, id, entity, side, user, iif(revoked, 'revoked', 'active'), since, desk,
       revoked, iif(revoked, desk, NULL), iif(revoked, 'left the bank', NULL), search, domain, 1, email, first_name, last_name, activated, team, proved
  FROM line
 ORDER BY i, 2, 3, 4;

INSERT INTO access (contact_id, from_ms, to_ms, operation_id, entity_id, user_id)
SELECT id, since, revoked, operation, entity, user FROM line;

-- Not a log that verifies: only its size matters here.
INSERT INTO register (sequence, at_ms, action, actor_id, operation_id, entity_id, user_id, contact_id, version, place, n,
                      claims, salt, leaf)
SELECT (SELECT max(sequence) FROM register) + 1 + number, since, 'contact_added', desk, operation, entity, user, id, 1,
       operation || ' ' || entity, 1000000000 + number,
       '{"from":null,"side":"' || side || '","status":"active","until":null}', '0000000000000000000000',
       '0000000000000000000000000000000000000000000='
  FROM line;

-- What has ended in the demonstration data would have been archived by the mailer, which is not always at work here.
UPDATE contact SET until_ms = NULL WHERE until_ms < 1900000000000 AND current = 1;

-- No news: the mailer would tell everybody of every line while something else is measured.
UPDATE notice_read SET sequence = (SELECT max(sequence) FROM register);

COMMIT;
PRAGMA temp_store = FILE;
.read '@FOLDER@/create.sql'
PRAGMA journal_mode = WAL;
SELECT count(*) FROM contact;
