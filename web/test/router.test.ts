import { describe, expect, it } from 'vitest'
import { href, parse } from '../src/router'

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
    ['#/operations/abc/register', 'register', { operation: 'abc' }],
    ['#/join/s3-cr_et', 'join', { secret: 's3-cr_et' }],
    ['#/join', 'unknown', {}],
    ['#/join/', 'unknown', {}],
    ['#/operations/%E0%A4%A', 'unknown', {}],
    ['#/no/such/page', 'unknown', {}],
  ])('reads %s', (fragment, name, params) => {
    const route = parse(fragment)
    expect(route.name).toBe(name)
    expect(route.params).toEqual(params)
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
