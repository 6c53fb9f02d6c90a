// What is hashed of a row of the register, made from the database by a reader who shares nothing with the program but the
// format (RFC 8785, RFC 6962).
import { createHash } from 'node:crypto'

/** Rows as the functions below take them; more of the query may follow. */
export const ROWS = `SELECT sequence, at_ms AS at, action, actor_id AS actor, operation_id AS operation, entity_id AS entity, user_id AS person,
  contact_id AS contact, n, h, salt, claims, leaf FROM register`

/** An object with its members in order. */
export const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)))

export function leafOf({ action, actor, at, claims, contact, entity, h, n, operation, person, salt }) {
  const all = { action, actor, at: new Date(at).toISOString(), n, salt, v: 1, ...JSON.parse(claims) }
  for (const [name, value] of Object.entries({ contact, entity, h, operation, person })) if (value !== null) all[name] = value
  return JSON.stringify(sorted(all))
}

/** Of such a text, or of its bytes. */
export const leafHash = (text) => createHash('sha256').update('\0').update(text).digest('base64')
