import { articleIds, topics, type ArticleId, type Topic } from './words/articles'
import { help } from './words/index'
import { goInstead, href, route } from '../base/router'
import { Head } from '../frames/Head'
import { Search } from '../ui/Search'
import { address, operationAtHand } from './links'
import { search } from './search'

export function Front() {
  const { words, articles } = help()
  const q = route.value.query.get('q') ?? ''
  const found = q ? search(articles, q) : articleIds
  const look = (next: string) => goInstead(href('help', {}, { q: next, operation: operationAtHand() }))
  return (
    <div class="help">
      <Head title={words.title} withHelp={false} />
      <p class="lead">{words.lead}</p>
      <Search label={words.search} value={q} onChange={look} />
      <p role="status" class={q ? 'help-count' : 'hidden'}>{q && (found.length ? words.found(found.length) : words.nothing)}</p>
      {!q && <Topics />}
      {q && found.length > 0 && <section aria-label={words.answers} class="card topic"><Questions ids={found} withAnswers /></section>}
      {q && !found.length && <p>{words.nothingText}</p>}
      <Whom />
      {q && <a class="button plain" href={href('help', {}, { operation: operationAtHand() })}>{words.nothingAll}</a>}
    </div>
  )
}

function Topics() {
  const words = help().words
  return (
    <div class="topics">
      {(Object.keys(topics) as Topic[]).map((topic) => (
        <section key={topic} class="card topic">
          <h2>{words.topics[topic]}</h2>
          <Questions ids={topics[topic]} />
        </section>
      ))}
    </div>
  )
}

function Questions({ ids, withAnswers = false }: { ids: readonly ArticleId[]; withAnswers?: boolean }) {
  const articles = help().articles
  return (
    <ul>
      {ids.map((id) => (
        <li key={id}>
          <a href={address(id)}>{articles[id].title}</a>
          {withAnswers && <small>{articles[id].short}</small>}
        </li>
      ))}
    </ul>
  )
}

/** Where no page helps, a person does. */
function Whom() {
  const words = help().words
  return (
    <section class="card topic">
      <h2>{words.whom}</h2>
      <ul class="bullets">{words.whomList.map((line) => <li key={line}>{line}</li>)}</ul>
      <a href={address('managers')}>{words.whomLink}</a>
    </section>
  )
}
