// Which articles there are, in which order, which of them lead on to which, and which page each of them explains.
import type { RouteName } from '../../base/router'

export const topics = {
  entering: ['access-client', 'access-guest', 'ask', 'unknown-mail', 'sign-in'],
  people: ['who', 'managers', 'why', 'entities'],
  giving: ['share', 'withdraw', 'archive', 'as-of', 'dated', 'lists'],
  moving: ['address', 'leaving'],
  leading: ['waiting', 'habilitations', 'requests', 'operations'],
  safety: ['security', 'notifications', 'register'],
} as const

export type Topic = keyof typeof topics
export type ArticleId = (typeof topics)[Topic][number]

export const articleIds: readonly ArticleId[] = Object.values(topics).flat()
export const isArticle = (id: string | undefined): id is ArticleId => articleIds.some((known) => known === id)

export const topicOf = (id: ArticleId): Topic =>
  (Object.keys(topics) as Topic[]).find((topic) => (topics[topic] as readonly ArticleId[]).includes(id)) ?? 'entering'

export const related: Record<ArticleId, readonly ArticleId[]> = {
  'access-client': ['access-guest', 'sign-in', 'ask'],
  'access-guest': ['access-client', 'sign-in', 'ask'],
  ask: ['managers', 'who', 'requests'],
  'unknown-mail': ['access-guest', 'security'],
  'sign-in': ['security', 'address'],
  who: ['managers', 'habilitations', 'why'],
  managers: ['who', 'ask'],
  why: ['who', 'ask', 'entities'],
  entities: ['why', 'leaving'],
  share: ['withdraw', 'dated', 'who'],
  withdraw: ['archive', 'share', 'leaving'],
  archive: ['withdraw', 'as-of', 'register'],
  'as-of': ['archive', 'register', 'lists'],
  dated: ['share', 'notifications'],
  lists: ['withdraw', 'archive'],
  address: ['leaving', 'security'],
  leaving: ['address', 'withdraw', 'share'],
  waiting: ['requests', 'dated', 'leaving'],
  habilitations: ['access-client', 'requests', 'withdraw'],
  requests: ['habilitations', 'share', 'ask'],
  operations: ['share', 'habilitations', 'register'],
  security: ['sign-in', 'notifications', 'address'],
  notifications: ['dated', 'security'],
  register: ['as-of', 'archive', 'why'],
}

const explains: Partial<Record<RouteName | 'unknown', ArticleId>> = {
  unknown: 'why',
  home: 'why',
  operations: 'why',
  operation: 'managers',
  compose: 'operations',
  change: 'operations',
  access: 'share',
  archive: 'archive',
  asOf: 'as-of',
  register: 'register',
  habilitations: 'habilitations',
  former: 'habilitations',
  entityRegister: 'register',
  roster: 'habilitations',
  waiting: 'waiting',
  requests: 'requests',
  mine: 'ask',
  handovers: 'leaving',
  handover: 'leaving',
  decided: 'requests',
  ask: 'ask',
  asking: 'ask',
  person: 'who',
  account: 'address',
  address: 'address',
  move: 'address',
  security: 'security',
  browsers: 'security',
  notifications: 'notifications',
  forgotten: 'sign-in',
  reset: 'sign-in',
  join: 'access-guest',
}

/** The article about a page, for the question mark in its head. */
export const articleOf = (page: string): ArticleId | undefined => explains[page as keyof typeof explains]
