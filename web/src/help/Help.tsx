// The help centre: its first page with all questions, and the articles. Inside the frame for who is signed in, before the
// door for everybody else.
import { useEffect } from 'preact/hooks'
import { articleOf, isArticle } from './words/articles'
import { goInstead, route } from '../base/router'
import { session } from '../base/session'
import { Unknown } from '../frames/Unknown'
import { Article } from './Article'
import { Door } from './Door'
import { Front } from './Front'
import { address } from './links'

export function Help() {
  return session.value?.environment ? <Page /> : <Door><Page /></Door>
}

function Page() {
  const { params, query } = route.value
  const about = articleOf(query.get('page') ?? '')
  const leadsOn = !params.article && about
  useEffect(() => { if (leadsOn) goInstead(address(leadsOn)) }, [leadsOn])
  if (leadsOn) return null
  if (isArticle(params.article)) return <Article key={params.article} id={params.article} />
  return params.article ? <Unknown /> : <Front />
}
