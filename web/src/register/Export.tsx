// All that the filters leave as a file, with a word on how far it is.
import { useEffect, useRef, useState } from 'preact/hooks'
import { asApiError } from '../base/api'
import { now } from '../base/clock'
import { explain } from '../words/explain'
import { today } from '../base/dates'
import { registerWords } from './words/index'
import { t } from '../words/index'
import { download } from '../ui/download'
import { Icon } from '../ui/Icon'
import { Menu } from '../ui/Menu'
import { toast } from '../ui/Toast'
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
  const [count, setCount] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  const stop = () => running.current?.abort()
  useEffect(() => stop, [])

  const run = async (kind: 'csv' | 'json'): Promise<void> => {
    const work = new AbortController()
    running.current = work
    setCount(0)
    try {
      const at = now()
      const lines = await readAll(path, filters, work.signal, setCount)
      const file = words.file(name, today(at))
      if (kind === 'csv') download(`${file}.csv`, 'text/csv;charset=utf-8', toCsv(lines, words))
      else download(`${file}.json`, 'application/json', toJson(lines, { register: name, filters: asked(filters) }, at))
      toast(words.exported(lines.length))
    } catch (error) {
      if (!work.signal.aborted) toast(explain(asApiError(error), true))
    } finally {
      setCount(null)
    }
  }

  if (count !== null) {
    return (
      <span class="exporting" role="status">
        {words.exporting(count)}
        <button type="button" class="plain" onClick={stop}>{t().common.cancel}</button>
      </span>
    )
  }
  return (
    <span>
      <Menu label={words.export} kind="plain" groups={[[
        { label: words.csv, hint: words.exportAll, icon: 'download', run: () => void run('csv') },
        { label: words.json, hint: words.exportAll, icon: 'download', run: () => void run('json') },
      ]]}>
        <Icon name="download" />{words.export}
      </Menu>
    </span>
  )
}
