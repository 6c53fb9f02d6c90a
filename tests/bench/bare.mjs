// What a change costs SQLite alone: the rows that the program writes for it, each in a transaction of its own.
import { run } from '../api/site.mjs'
import { compiled, median } from './lib.mjs'

/** What each change writes besides: register and mail. */
const beside = ({ operation, entity, user, id }, action) => `
  INSERT INTO register (sequence, at_ms, action, operation_id, entity_id, user_id, contact_id, version, place, n, claims,
                        salt, leaf)
    SELECT max(sequence) + 1, 1, 'contact_${action}', '${operation}', '${entity}', '${user}', '${id}', 1,
           '${operation} ${entity}', 2000000000 + max(sequence), '{"from":null,"side":"lender","status":"active","until":null}',
           '0000000000000000000000', '0000000000000000000000000000000000000000000='
      FROM register;
  INSERT INTO outbox (id, kind, email, language, facts, contact_id, status, attempts, created_ms, due_ms, expires_ms)
    VALUES ('${action}${id}', 'revoked', 'a@bare.example', 'en', '{}', '${id}', 'waiting', 0, 1, 1, 1);`

const opened = ({ operation, entity, user, id }, at) => `
  INSERT INTO access (contact_id, from_ms, operation_id, entity_id, user_id)
    VALUES ('${id}', ${at}, '${operation}', '${entity}', '${user}');`

const revoke = (line) => `
  UPDATE contact SET current = 0, status = 'revoked', revoked_ms = 1 WHERE id = '${line.id}';
  UPDATE access SET to_ms = 1900000000000 WHERE contact_id = '${line.id}' AND to_ms IS NULL;
  ${beside(line, 'revoked')}`

const restore = (line) => `
  UPDATE contact SET current = 1, status = 'active', revoked_ms = NULL WHERE id = '${line.id}';
  ${opened(line, 1900000000001)} ${beside(line, 'restored')}`

function add({ operation, entity, user }, i) {
  const line = { operation, entity, user, id: `bare${i}` }
  return `
  INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, search, domain)
    SELECT '${operation}', 1, lower(last_name || ' ' || first_name), '${line.id}', '${entity}', 'manager', id, 'active', 1,
           lower(first_name || ' ' || last_name || ' ' || email), substr(email, instr(email, '@') + 1)
      FROM users WHERE id = '${user}';
  ${opened(line, 1)} ${beside(line, 'added')}`
}

const WRITES = { revoke, restore, add }

/** Makes changes of { revoke: lines, restore: lines, add: people } in a file; gives the median milliseconds of each. */
export async function bare(file, work) {
  const program = await compiled('bare')
  const found = {}
  for (const [kind, write] of Object.entries(WRITES)) {
    const transaction = (line, i) => `BEGIN IMMEDIATE; ${write(line, i).replaceAll('\n', ' ')} COMMIT;\n`
    const { status, stdout, stderr } = await run(program, [file], {}, work[kind].map(transaction).join(''))
    if (status !== 0) throw new Error(stderr)
    found[kind] = median(stdout.trim().split('\n').map(Number))
  }
  return found
}
