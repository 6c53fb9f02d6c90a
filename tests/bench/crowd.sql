-- Many people: @CONTACTS@ lines on top of the demonstration data, plausible in shape and the same at every run.
--
-- A bank has 500 people; a bank that manages does so for 300 operations, of which its first ten people see all (in a
-- big set the first of the first bank sees 3,000).  An operation has one manager, three lenders and a borrower, some
-- twenty lines, and one in two thousand has two thousand.  One line in ten is in the archive.

PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -400000;
PRAGMA temp_store = MEMORY;

CREATE TEMP TABLE size AS
SELECT max(10, @CONTACTS@ / 5000) AS banks, max(400, @CONTACTS@ * 10 / 210) AS operations;

-- Indexes are made at the end, in one go.
CREATE TEMP TABLE indexes AS
SELECT name, sql FROM sqlite_master
 WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('contact', 'access', 'register', 'users', 'participation');
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

INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, sort_name, search)
SELECT 'h' || substr(u.id, 2), e.id, u.id, 't' || substr(e.id, 2), substr(u.email, 1, 2) = 'p0', 1, 'active',
       1700000000000, lower(u.last_name || ' ' || u.first_name), lower(u.first_name || ' ' || u.last_name) || ' ' || u.email
  FROM users u
  JOIN entity e ON e.id = printf('e%025d', CAST(substr(u.id, 2) AS INTEGER) / 500)
 WHERE u.id LIKE 'u0%' AND e.client = 1;

INSERT INTO operation (id, reference, name, sort_name, status, created_ms, published_ms)
WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n, size WHERE i + 1 < size.operations)
SELECT printf('o%025d', i), printf('LN-%07d', i), printf('Loan %07d', i), printf('loan %07d', i), 'open', 1700000000000,
       1700000000000
  FROM n;

-- Bank 0 manages the first 3,000 operations, the others 300 each.
CREATE TEMP TABLE part AS
SELECT o.i, k.value AS k,
       CASE k.value WHEN 0 THEN CASE WHEN o.i < 3000 THEN 0 ELSE 1 + (o.i - 3000) / 300 % (size.banks - 1) END
                    ELSE -1 END AS bank
  FROM (SELECT CAST(substr(id, 2) AS INTEGER) AS i FROM operation WHERE id LIKE 'o0%') o, size,
       json_each('[0,1,2,3,4]') k;
UPDATE part
   SET bank = ((SELECT p.bank FROM part p WHERE p.rowid = part.rowid - part.k)
               + 1 + (k - 1) * ((SELECT banks FROM size) / 5) + (i * 13) % max(1, (SELECT banks FROM size) / 5 - 1))
              % (SELECT banks FROM size)
 WHERE k > 0;

INSERT OR IGNORE INTO participation (operation_id, entity_id, side)
SELECT printf('o%025d', i), printf('e%025d', bank), CASE k WHEN 0 THEN 'manager' WHEN 4 THEN 'borrower' ELSE 'lender' END
  FROM part ORDER BY i, bank;

CREATE TEMP TABLE number (j INTEGER PRIMARY KEY);
INSERT INTO number WITH RECURSIVE n(j) AS (VALUES (0) UNION ALL SELECT j + 1 FROM n WHERE j < 399) SELECT j FROM n;

-- The lines of a part: the bank's desk on its own operations (its person 0 always), else people from a place that the
-- operation's number gives.
INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, added_by,
                     revoked_ms, revoked_by, reason, search)
WITH person(i, k, bank, j, archived, user) AS (
    SELECT i, k, bank, j, j > 1 AND (i + j) % 9 = 0,
           printf('u%025d', bank * 500 + CASE WHEN j = 0 THEN 0 ELSE (1 + (i * 3 + j) % 499) END)
      FROM part CROSS JOIN number
     WHERE j < CASE WHEN i % 2000 = 7 THEN 400 ELSE CASE k WHEN 0 THEN 5 ELSE 4 END END
)
SELECT printf('o%025d', i), 1 - archived, lower(u.last_name || ' ' || u.first_name),
       printf('c%017d%d%07d', i, k, j), printf('e%025d', bank),
       CASE k WHEN 0 THEN 'manager' WHEN 4 THEN 'borrower' ELSE 'lender' END, user,
       CASE archived WHEN 1 THEN 'revoked' ELSE 'active' END,
       1700000000000 + j, printf('u%025d', bank * 500), CASE archived WHEN 1 THEN 1800000000000 END,
       CASE archived WHEN 1 THEN printf('u%025d', bank * 500) END, CASE archived WHEN 1 THEN 'left the bank' END,
       lower(u.first_name || ' ' || u.last_name) || ' ' || u.email
  FROM person CROSS JOIN users u ON u.id = user;

INSERT INTO access (contact_id, from_ms, to_ms, operation_id, entity_id, user_id)
SELECT id, since_ms, revoked_ms, operation_id, entity_id, user_id FROM contact WHERE id LIKE 'c0%';

-- Not a chain that verifies: only its size matters here.
INSERT INTO register (sequence, at_ms, action, actor_id, operation_id, entity_id, user_id, contact_id, hash)
SELECT (SELECT max(sequence) FROM register) + row_number() OVER (), since_ms, 'contact_added', added_by,
       operation_id, entity_id, user_id, id, '00000000000000000000000000000000000000000000000000000000000000ff'
  FROM contact WHERE id LIKE 'c0%';

COMMIT;
PRAGMA threads = 2;
.read '@FOLDER@/create.sql'
PRAGMA journal_mode = WAL;
SELECT count(*) FROM contact;
