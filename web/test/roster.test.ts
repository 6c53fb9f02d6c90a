import { describe, expect, it } from 'vitest'
import { decodeCsv, readCsv } from '../src/base/csv'
import { batches, newTeams, rosterOf } from '../src/entities/roster'
import type { Role, Team } from '../src/base/types'

const team = (id: string, parent: string | null, name: string, may: Team['may'] = ['add_team', 'add_people']): Team =>
  ({ id, parent, name, people: 0, leaders: 0, may })
const teams = [team('root', null, 'Banque Aurore', []), team('credit', 'root', 'Crédit'), team('risk', 'root', 'Risques', []), team('paris', 'credit', 'Paris')]
const held: Role[] = ['team_leader']
const rowsOf = async (text: string) => (await readCsv(text)).rows
const read = async (text: string) => rosterOf(await readCsv(text), { entity: { name: 'Banque Aurore' }, teams, held })
const problems = async (text: string) => (await read(text)).rows.map(({ line, problem }) => [line, problem])

describe('a sheet', () => {
  const text = 'email;équipe\r\nzoé@x.example;Crédit\r\n'

  it('is read in UTF-8, UTF-16, or as Windows saves it', () => {
    expect(decodeCsv(new TextEncoder().encode(text))).toEqual({ text, isGuess: false })
    expect(decodeCsv(new Uint8Array([0xFF, 0xFE, 0x65, 0, 0xE9, 0]))).toEqual({ text: 'eé', isGuess: false })
    expect(decodeCsv(new Uint8Array([0x65, 0xE9]))).toEqual({ text: 'eé', isGuess: true })
  })

  it('finds what stands between the cells, and counts lines as an editor does', async () => {
    expect((await rowsOf('sep=;\na;b\n"1,\n2";3\n\n4;5')).map(({ line, cells }) => [line, cells])).toEqual([[2, ['a', 'b']], [3, ['1,\n2', '3']], [6, ['4', '5']]])
    expect((await rowsOf('a;b\n1;2\n')).map(({ cells }) => cells)).toEqual([['a', 'b'], ['1', '2']])
    expect((await rowsOf('"sep=,"\na,b\n1,2\n')).map(({ cells }) => cells)).toEqual([['a', 'b'], ['1', '2']])
    expect((await rowsOf('\n\na,b\n1,2\n')).map(({ line, cells }) => [line, cells])).toEqual([[3, ['a', 'b']], [4, ['1', '2']]])
    expect((await rowsOf('a\tb\n1\t2')).map(({ cells }) => cells)).toEqual([['a', 'b'], ['1', '2']])
    expect((await rowsOf('a,b\n\u200Bx@y.example\u00A0,"2"')).map(({ cells }) => cells)).toEqual([['a', 'b'], ['x@y.example', '2']])
  })
})

describe('a roster', () => {
  it('says of each row what it asks for', async () => {
    const { rows } = await read('email,team,roles,language\na@x.example,Crédit / Paris,team_leader,EN\n,Crédit / Lyon / Nord\n')
    expect(rows.map(({ email, path, roles, language, news, team: { id }, problem }) => ({ email, path, roles, language, news, id, problem }))).toEqual([
      { email: 'a@x.example', path: ['Crédit', 'Paris'], roles: ['team_leader'], language: 'en', news: 0, id: 'paris', problem: null },
      { email: '', path: ['Crédit', 'Lyon', 'Nord'], roles: [], language: '', news: 2, id: 'credit', problem: null },
    ])
    expect(newTeams(rows).map(({ path, below }) => [path.join('/'), below.id])).toEqual([['Crédit/Lyon', 'credit'], ['Crédit/Lyon/Nord', 'credit']])
  })

  it('finds a team whatever way its accents are written, and the heading in French', async () => {
    expect(await problems('adresse;équipe;rôles;langue\na@x.example;Cre\u0301dit;;fr')).toEqual([[2, null]])
  })

  it('says what is wrong, the first fault of each row', async () => {
    expect(await problems([
      'entity,email,team,roles,language', ',a,Crédit', ',a@x.example,Crédit', ',A@x.example,Crédit', 'Nordbank,b@x.example,Crédit', ',c@x.example,Risques', ',d@x.example,Risques / Paris',
      ',e@x.example,Crédit /', ',f@x.example,Crédit,boss', ',g@x.example,Crédit,creator', ',h@x.example,Crédit,,de', ',,,team_leader', ',i@x.example,Crédit,,,more', 'banque aurore,j@x.example,Crédit',
    ].join('\n'))).toEqual([
      [2, 'email'], [3, null], [4, 'duplicate'], [5, 'entity'], [6, 'team'], [7, 'noTeam'], [8, 'teamName'], [9, 'role'], [10, 'roleNotHeld'], [11, 'language'], [12, 'email'], [13, 'cells'], [14, null],
    ])
  })

  it('says what is wrong with the whole', async () => {
    expect(await read('')).toMatchObject({ problem: 'empty' })
    expect(await read('email,team')).toMatchObject({ problem: 'empty' })
    expect(await read('email,boss\na@x.example,b')).toMatchObject({ problem: 'unknown', about: 'boss' })
    expect(await read('team;équipe\na;b')).toMatchObject({ problem: 'twice', about: 'team' })
    expect(await read('email;team\na@x.example;"Crédit\nb@x.example;Crédit\n')).toMatchObject({ problem: 'unclosed', about: '2', rows: [] })
    expect(await read('roles\ncreator')).toMatchObject({ problem: 'columns' })
    expect(await read(`email\n${'a@x.example\n'.repeat(501)}`)).toMatchObject({ problem: 'tooMany' })
  })

  it('lets a row that is wrong be followed by the right one', async () => {
    expect(await problems('email,team,roles\na@x.example,Crédit,boss\na@x.example,Crédit,')).toEqual([[2, 'role'], [3, null]])
  })

  it('is authorised in as few requests as there are teams, roles and languages', async () => {
    const many = Array.from({ length: 150 }, (_, i) => `p${i}@x.example,Crédit,`).join('\n')
    const { rows } = await read(`email,team,roles\n${many}\nq@x.example,Crédit,team_leader\nr@x.example,Crédit / Paris,`)
    expect(batches(rows).map((all) => all.length)).toEqual([100, 50, 1, 1])
  })
})
