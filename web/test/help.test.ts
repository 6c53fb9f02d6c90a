import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleIds, articleOf, isArticle, related } from '../src/help/words/articles'
import { en } from '../src/help/words/en/index'
import { fr } from '../src/help/words/fr/index'
import { pictureNames, sizeOf } from '../src/help/words/pictures'
import { plain, type Article, type Block, type Step, type Text } from '../src/help/words/text'
import { search } from '../src/help/search'
import { href, parse, routeNames } from '../src/base/router'

const both = { en, fr }
const picturesOf = (article: Article) => [...article.blocks, ...article.blocks.flatMap((block) => (block.kind === 'steps' ? block.items : []))]
  .filter((part): part is Extract<Step, { kind: 'picture' }> => 'kind' in part && part.kind === 'picture')

function itemsOf(block: Block): Text[] {
  if (block.kind === 'steps') return block.items.filter((item): item is Text => !('kind' in item))
  if (block.kind === 'list') return block.items
  return block.kind === 'text' || block.kind === 'note' ? [block.text] : []
}

const linksOf = (article: Article) => article.blocks.flatMap(itemsOf).flat()
  .flatMap((piece) => (typeof piece !== 'string' && 'to' in piece ? [piece.to] : []))

/** What an article is made of, whatever its language. */
const shape = (article: Article) => article.blocks.map((block) => {
  if (block.kind === 'go') return `go ${block.page}`
  if (block.kind === 'steps') return `steps ${block.items.map((item) => ('kind' in item ? item.name : 'step')).join(' ')}`
  return block.kind === 'picture' ? `picture ${block.name}` : `${block.kind} ${itemsOf(block).length}`
})

const textsOf = ({ title, short, words, blocks }: Article) => [title, short, words, ...blocks.flatMap((block) => {
  if (block.kind === 'heading') return [block.title]
  if (block.kind === 'go') return [block.label]
  return itemsOf(block).map(plain)
}), ...picturesOf({ title, short, words, blocks }).map(({ alt }) => alt)]

describe.each(Object.entries(both))('the help in %s', (language, { articles }) => {
  it('answers every question, in a sentence first, and leads to the page where one does it', () => {
    expect(Object.keys(articles).toSorted()).toEqual([...articleIds].toSorted())
    for (const id of articleIds) {
      const article = articles[id]
      for (const text of textsOf(article)) expect(text.trim(), id).not.toBe('')
      expect(article.short.length, id).toBeLessThan(200)
      expect(article.blocks.some(({ kind }) => kind === 'go') || id === 'unknown-mail', id).toBe(true)
    }
  })

  it('has links to what exists only', () => {
    for (const id of articleIds) {
      expect(linksOf(articles[id]).filter((to) => !isArticle(to)), id).toEqual([])
      const pages = articles[id].blocks.flatMap((block) => (block.kind === 'go' ? [block.page] : []))
      expect(pages.map((page) => parse(href(page, { operation: 'x' })).name), id).toEqual(pages)
    }
  })

  it('shows pictures that are there, small, and told in words', () => {
    let total = 0
    for (const name of pictureNames) {
      for (const look of ['light', 'dark']) {
        const { size } = statSync(new URL(`../public/help/${name}.${language}.${look}.webp`, import.meta.url))
        expect(size, name).toBeLessThan(40 * 1024)
        total += size
      }
      expect(Math.min(...sizeOf(name, language as 'fr')), name).toBeGreaterThan(0)
    }
    expect(total).toBeLessThan(750 * 1024)
    const used = new Set(articleIds.flatMap((id) => picturesOf(articles[id]).map((picture) => picture.name)))
    expect([...used].toSorted()).toEqual([...pictureNames].toSorted())
  })

  it('uses no straight apostrophes, no doubled spaces', () => {
    for (const id of articleIds) for (const text of textsOf(articles[id])) expect(text, id).not.toMatch(/['"]|\s{2}|undefined|\[object/)
  })
})

describe('the help', () => {
  it('says the same in both languages, part by part', () => {
    for (const id of articleIds) {
      expect(shape(fr.articles[id]), id).toEqual(shape(en.articles[id]))
      expect(linksOf(fr.articles[id]), id).toEqual(linksOf(en.articles[id]))
    }
  })

  it('writes French with no-break spaces', () => {
    for (const id of articleIds) {
      for (const text of textsOf(fr.articles[id])) {
        expect(text, id).not.toMatch(/ [:;!?»]|« /)
        expect(text, id).not.toMatch(/[^\s\u00a0][;!?»]|«[^\u00a0]/)
        expect(text, id).not.toMatch(/[^\s\u00a0\d]:/)
      }
    }
  })

  it('leads on from every article, to others', () => {
    for (const id of articleIds) {
      expect(related[id].length, id).toBeGreaterThan(0)
      expect(related[id].filter((other) => other === id || !isArticle(other)), id).toEqual([])
    }
  })

  it('explains every page', () => {
    const own = ['help', 'article']
    expect(routeNames.filter((name) => !own.includes(name) && !articleOf(name))).toEqual([])
    expect(articleOf('unknown')).toBe('why')
  })

  it('is told which pictures the test run takes', () => {
    const said = JSON.parse(readFileSync(new URL('../../tests/browser/help_pictures.json', import.meta.url), 'utf8')) as object
    expect(Object.keys(said).toSorted()).toEqual([...pictureNames].toSorted())
  })
})

describe('its search', () => {
  it.each([
    ['en', 'password', 'security'],
    ['en', 'where is the ARCHIVE?', 'archive'],
    ['en', 'who had access on 31 December', 'as-of'],
    ['en', 'I am leaving my job', 'leaving'],
    ['en', 'revoke', 'withdraw'],
    ['en', 'sharing access', 'share'],
    ['en', 'no code', 'sign-in'],
    ['fr', 'révoquer', 'withdraw'],
    ['fr', 'REVOQUE', 'withdraw'],
    ['fr', 'changer d’adresse', 'address'],
    ['fr', 'l’archive', 'archive'],
    ['fr', 'qui avait accès', 'as-of'],
    ['fr', 'arrêté de fin d’année', 'as-of'],
    ['fr', 'mot de passe oublié', 'sign-in'],
    ['fr', 'départ à la retraite', 'leaving'],
    ['fr', 'chef de file', 'who'],
    ['fr', 'prolongation', 'dated'],
  ] as const)('in %s finds “%s”', (language, question, wanted) => {
    expect(search(both[language].articles, question).slice(0, 3)).toContain(wanted)
  })

  it.each(['zzzz', 'croissant', '?!', ''])('finds nothing for “%s”', (question) => {
    expect(search(fr.articles, question)).toEqual([])
  })
})
