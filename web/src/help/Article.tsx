import { related, topicOf, type ArticleId } from './words/articles'
import { help } from './words/index'
import { href } from '../base/router'
import { Head } from '../frames/Head'
import { Icon } from '../ui/Icon'
import { Part } from './Part'
import { address, operationAtHand } from './links'

export function Article({ id }: { id: ArticleId }) {
  const { words, articles } = help()
  const { title, short, blocks } = articles[id]
  const crumbs = [{ label: words.title, href: href('help', {}, { operation: operationAtHand() }) }]
  return (
    <div class="help">
      <article class="printed">
        <Head title={title} within={words.title} crumbs={crumbs} here={words.topics[topicOf(id)]} withHelp={false} />
        <p class="short">{short}</p>
        {blocks.map((block, i) => <Part key={i} block={block} />)}
      </article>
      <nav class="related" aria-labelledby="related">
        <h2 id="related">{words.related}</h2>
        <ul>{related[id].map((other) => <li key={other}><a href={address(other)}>{articles[other].title}</a></li>)}</ul>
      </nav>
      <div class="buttons">
        <a class="button plain" href={crumbs[0]?.href}>{words.contents}</a>
        <button type="button" class="plain" onClick={() => print()}><Icon name="printer" />{words.print}</button>
      </div>
    </div>
  )
}
