// All that the filters leave as a file, with a word on how far it is.
import { now } from '../base/clock'
import { today } from '../base/dates'
import { registerWords } from './words/index'
import { download } from '../ui/download'
import { Exporting, useExport } from '../ui/Exporting'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { asked, readAll, type Filters } from './data'
import { toCsv, toJson } from './sheet'

interface Props {
  path: string
  /** Whose register it is: in the file and its name. */
  name: string
  filters: Filters
}

export function Export({ path, name, filters }: Props) {
  const words = registerWords()
  const { count, run, stop } = useExport()
  const start = (kind: 'csv' | 'json') => void run(async (signal, hear) => {
    const at = now()
    const lines = await readAll(path, filters, signal, hear)
    const file = words.file(name, today(at))
    if (kind === 'csv') download(`${file}.csv`, 'text/csv;charset=utf-8', toCsv(lines, words))
    else download(`${file}.json`, 'application/json', toJson(lines, { register: name, filters: asked(filters) }, at))
    return words.exported(lines.length)
  })

  if (count !== null) return <Exporting says={words.exporting(count)} stop={stop} />
  return (
    <span>
      <Menu label={words.export} kind="plain" groups={[[
        { label: words.csv, hint: words.exportAll, icon: 'download', run: () => start('csv') },
        { label: words.json, hint: words.exportAll, icon: 'download', run: () => start('json') },
      ]]}>
        <Icon name="download" />{words.export}
      </Menu>
    </span>
  )
}
