import { describe, expect, it } from 'vitest'
import { href, isWhole, parse } from '../src/base/router'

const SECRET = 'aB3-_fGhIjKlMnOpQrStUvWxYz012345'
type Read = [string, string, Record<string, string>]

describe('the router', () => {
  it.each([
    ['', 'home', {}],
    ['#', 'home', {}],
    ['#/', 'home', {}],
    ['#/operations', 'operations', {}],
    ['#/operations/', 'operations', {}],
    ['#/operations/abc', 'operation', { operation: 'abc' }],
    ['#/operations/a%2Fb/access', 'access', { operation: 'a/b' }],
    ['#/operations/abc/access/archived?q=x', 'archive', { operation: 'abc' }],
    ['#/operations/abc/access/as-of?day=2026-03-31', 'asOf', { operation: 'abc' }],
    ['#/operations/abc/register', 'register', { operation: 'abc' }],
    [`#/join/${SECRET}`, 'join', { secret: SECRET }],
    [`#/reset/${SECRET}`, 'reset', { secret: SECRET }],
    [`#/address/${SECRET}`, 'move', { secret: SECRET }],
    ...['.', ',', '>', ')', '%3E', '%29.', '&data=05%7C01', '?utm_source=x', '/', '"', '%0A', '=', ' and more', '%C2%A0'].map((after): Read =>
      [`#/join/${SECRET}${after}`, 'join', { secret: SECRET }]),
    ...['%0A', '%0D%0A', ' ', '=%0D%0A', '%E2%80%8B', '%250A'].map((inside): Read =>
      [`#/join/${SECRET.slice(0, 20)}${inside}${SECRET.slice(20)}`, 'join', { secret: SECRET }]),
    ...['-', '_', '--', '__', '-_'].flatMap((edge) => [`${edge}${SECRET}`.slice(0, 32), `${SECRET}${edge}`.slice(-32)]).flatMap((secret) =>
      [`#/join/${secret}`, `#/join/${secret}>`, `#%2Fjoin%2F${secret}.`, `#/join/<${secret}`].map((hash): Read => [hash, 'join', { secret }])),
    [`#%2Fjoin%2F${SECRET}`, 'join', { secret: SECRET }],
    [`#/join//${SECRET}`, 'join', { secret: SECRET }],
    [`#/join/<${SECRET}>`, 'join', { secret: SECRET }],
    [`#%23/join/${SECRET}`, 'join', { secret: SECRET }],
    [`#/join/${SECRET.slice(1)}`, 'join', { secret: SECRET.slice(1) }],
    ['#/join/s3-cr_et', 'join', { secret: 's3-cr_et' }],
    ['#/join', 'unknown', {}],
    ['#/join/', 'unknown', {}],
    ['#/reset/%E0%A4%A', 'reset', { secret: 'E0' }],
    ['#/joining', 'unknown', {}],
    ['#/operations/abc.', 'operation', { operation: 'abc' }],
    ['#/operations/abc/access%3E', 'access', { operation: 'abc' }],
    ['#/operations/%E0%A4%A', 'unknown', {}],
    ['#/no/such/page', 'unknown', {}],
  ])('reads %s', (fragment, name, params) => {
    const route = parse(fragment)
    expect(route.name).toBe(name)
    expect(route.params).toEqual(params)
  })

  it('knows a link of which too little is left', () => {
    for (const fragment of ['#/join', '#/reset/', '#/address/>', '#%2Fasking%2F']) expect(parse(fragment).isCut, fragment).toBe(true)
    for (const fragment of ['', '#/operations', '#/no/such/page', `#/join/${SECRET}`]) expect(parse(fragment).isCut, fragment).toBeUndefined()
    expect([SECRET, SECRET.slice(1), '', `${SECRET}a`].map(isWhole)).toEqual([true, false, false, false])
  })

  it('reads filters, question marks in them included', () => {
    expect(parse('#/operations?q=a%20b%3F&status=open').query.get('q')).toBe('a b?')
    expect(parse('#/operations?q=a?b').query.get('q')).toBe('a?b')
  })

  it('writes what it reads', () => {
    const address = href('access', { operation: 'a/b é' }, { q: 'zoé & co', entity: '' })
    const { name, params, query } = parse(address)
    expect([name, params.operation, query.get('q'), query.has('entity')]).toEqual(['access', 'a/b é', 'zoé & co', false])
  })
})
