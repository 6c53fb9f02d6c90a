// One part of an article, as it is shown.
import { help } from './words/index'
import { sizeOf, type PictureName } from './words/pictures'
import type { Block, Step, Text } from './words/text'
import { language } from '../words/index'
import { theme } from '../base/theme'
import { Icon } from '../ui/Icon'
import { Go } from './Go'
import { address } from './links'

export function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return <p><Words text={block.text} /></p>
    case 'note':
      return <div class="note info"><Icon name="info" /><p><Words text={block.text} /></p></div>
    case 'heading':
      return <h2>{block.title}</h2>
    case 'steps':
      return <Steps items={block.items} />
    case 'list':
      return <ul class="bullets">{block.items.map((item, i) => <li key={i}><Words text={item} /></li>)}</ul>
    case 'picture':
      return <Picture name={block.name} alt={block.alt} />
    case 'go':
      return <section class="go"><h2>{help().words.goTitle}</h2><Go page={block.page} label={block.label} /></section>
  }
}

/** Steps are numbered, each with its pictures below it. */
function Steps({ items }: { items: Step[] }) {
  const groups: Step[][] = []
  for (const item of items) {
    if ('kind' in item) groups.at(-1)?.push(item)
    else groups.push([item])
  }
  return (
    <ol class="help-steps">
      {groups.map((group, i) => (
        <li key={i}>
          {group.map((item, j) => ('kind' in item ? <Picture key={j} name={item.name} alt={item.alt} /> : <p key={j}><Words text={item} /></p>))}
        </li>
      ))}
    </ol>
  )
}

function Words({ text }: { text: Text }) {
  return (
    <>
      {text.map((piece, i) => {
        if (typeof piece === 'string') return piece
        return 'to' in piece ? <a key={i} href={address(piece.to)}>{piece.text}</a> : <b key={i}>{piece.label}</b>
      })}
    </>
  )
}

function Picture({ name, alt }: { name: PictureName; alt: string }) {
  const [width, height] = sizeOf(name, language())
  const file = (look: string) => `./help/${name}.${language()}.${look}.webp`
  const isDark = theme.value === 'dark'
  return (
    <picture class="help-picture">
      {theme.value === 'system' && <source media="(prefers-color-scheme: dark)" srcset={file('dark')} />}
      <img src={file(isDark ? 'dark' : 'light')} alt={alt} width={width} height={height} loading="lazy" />
    </picture>
  )
}
