// People and teams of a sheet: read row by row before anything is done, then one answer for each row.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { decodeCsv, readCsv, type CsvRow } from '../base/csv'
import { href } from '../base/router'
import { entityWords } from './words/index'
import { t } from '../words/index'
import type { CheckedAddress, Entity, Team } from '../base/types'
import { Card } from '../ui/Card'
import { download } from '../ui/download'
import { Field } from '../ui/Field'
import { focusSoon } from '../ui/focus'
import { Note } from '../ui/Note'
import { useDraft } from '../ui/useDraft'
import { Progress } from '../several/index'
import { useOwnRoles } from './data'
import { rosterOf, type Roster as Sheet, type RosterRow } from './roster'
import { RosterTable } from './RosterTable'
import { addressKey, useLooked, useRoster, type RosterRun } from './useRoster'

const PAUSE_MS = 200
const FILE_MOST = 1024 * 1024
const TITLE = 'roster-rows'

/** Whether somebody has to say that he knows the person. */
const isOutside = (checked: CheckedAddress | undefined): boolean => !!checked && checked.notes.includes('outside') && !checked.notes.includes('known')

function useSheet(text: string): CsvRow[] {
  const [rows, setRows] = useState<CsvRow[]>([])
  useEffect(() => {
    let isLast = true
    const pause = setTimeout(() => void readCsv(text).then((read) => { if (isLast) setRows(read) }), PAUSE_MS)
    return () => {
      isLast = false
      clearTimeout(pause)
    }
  }, [text])
  return rows
}

export function Roster({ entity, teams }: { entity: Entity; teams: Team[] }) {
  const words = entityWords().roster
  const { draft, change, forget } = useDraft(`roster ${entity.id}`, { text: '' })
  const held = useOwnRoles(entity.id)
  const sheet = useSheet(draft.text)
  // Once it is done the rows stay as they were read: the teams are there by then.
  const [read, setRead] = useState<Sheet | null>(null)
  const fresh = useMemo(() => rosterOf(sheet, { entity, teams, held }), [sheet, entity, teams, held.join()])
  const roster = read ?? fresh
  const good = roster.rows.filter(({ problem }) => !problem)
  const looked = useLooked(entity.id, good.map(({ email }) => email).filter(Boolean))
  const [sure, setSure] = useState(false)
  const work = useRoster(entity)
  useEffect(() => { if (work.state === 'done') focusSoon(`#${TITLE}`) }, [work.state])
  const unsure = good.filter(({ email }) => isOutside(looked.get(addressKey(email))))
  const ready = sure ? good : good.filter((row) => !unsure.includes(row))
  const type = (text: string) => {
    setRead(null)
    setSure(false)
    work.reset()
    change({ text })
  }
  const start = (event: Event) => {
    event.preventDefault()
    if (work.state !== 'ready' || !ready.length) return
    setRead(fresh)
    void work.run(ready)
  }
  return (
    <form class="stack roster" noValidate onSubmit={start}>
      <p><a href={href('habilitations')}>{words.back}</a></p>
      <Card title={words.title} lead={words.lead(entity.name)}>
        <div class="card-body">
          <Columns />
          <Source text={draft.text} onText={type} problem={draft.text.trim() && sheet.length ? sayProblem(roster) : ''} />
        </div>
      </Card>
      {roster.rows.length > 0 && (
        <Card id={TITLE} title={work.state === 'done' ? t().add.resultTitle : words.rows}>
          <div class="card-body">
            <Found work={work} roster={roster} good={good} />
            {work.state === 'ready' && unsure.length > 0 && (
              <label class="check">
                <input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
                <span>{words.sure(unsure.length)}<small>{words.sureHint}</small></span>
              </label>
            )}
            {work.state === 'running' && <Progress done={work.results.size} all={ready.length} />}
            <div class="actions-line">
              {work.state === 'done'
                ? <button type="button" class="plain" onClick={() => { setRead(null); work.reset(); forget() }}>{words.another}</button>
                : <button type="submit" class="primary" aria-disabled={work.state === 'running' || !ready.length}>{words.submit(ready.length)}</button>}
            </div>
          </div>
          <RosterTable rows={roster.rows} looked={looked} results={work.results} isDone={work.state === 'done'} />
        </Card>
      )}
    </form>
  )
}

function sayProblem({ problem, unknown }: Sheet): string {
  const words = entityWords().roster.wrong
  return problem === 'unknown' ? words.unknown(unknown.join(', ')) : problem ? words[problem] : ''
}

function Columns() {
  const words = entityWords().roster
  const example = `\uFEFF${words.example.map((cells) => cells.join(';')).join('\n')}\n` // spreadsheets know UTF-8 by its mark
  return (
    <details class="more">
      <summary>{words.columns}</summary>
      <dl class="facts">{words.column.map(([name, says]) => <div key={name}><dt><code>{name}</code></dt><dd>{says}</dd></div>)}</dl>
      <button type="button" class="plain small" onClick={() => download(words.exampleFile, 'text/csv;charset=utf-8', example)}>{words.getExample}</button>
    </details>
  )
}

function Source({ text, onText, problem }: { text: string; onText: (text: string) => void; problem: string }) {
  const words = entityWords().roster
  const [note, setNote] = useState('')
  const [tooLarge, setTooLarge] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > FILE_MOST)
    if (file.size > FILE_MOST) return
    const found = decodeCsv(new Uint8Array(await file.arrayBuffer()))
    setNote(found.isGuess ? words.guessed : '')
    onText(found.text)
    if (field.current) field.current.value = '' // the same file, mended, can be chosen again
  }
  return (
    <>
      <Field label={words.file} errors={tooLarge ? [words.tooLarge] : []}>
        {(control) => <input {...control} ref={field} type="file" accept=".csv,.txt,text/csv,text/plain" onChange={(event) => void take(event.currentTarget.files?.[0])} />}
      </Field>
      {note && <Note tone="warn" icon="triangle-alert"><p>{note}</p></Note>}
      <Field label={words.text} hint={words.textHint} errors={problem ? [problem] : []}>
        {(control) => (
          <textarea {...control} class="code" rows={6} spellcheck={false} autocapitalize="off" value={text} onInput={(event) => { setNote(''); onText(event.currentTarget.value) }} />
        )}
      </Field>
    </>
  )
}

/** What was read, then what was done: read out when it changes. */
function Found({ work, roster, good }: { work: RosterRun; roster: Sheet; good: RosterRow[] }) {
  const words = entityWords().roster
  const results = [...work.results.values()].map(({ result }) => result)
  const count = (wanted: string) => results.filter((result) => result === wanted).length
  return (
    <p role="status">
      {work.state === 'done'
        ? words.done({ teams: count('team'), invited: count('invited'), active: count('active'), unchanged: count('unchanged'), refused: count('refused') })
        : words.found(good.filter(({ email }) => email).length, new Set(good.flatMap(teamsOf)).size, roster.rows.length - good.length)}
    </p>
  )
}

/** The new teams that a row needs. */
const teamsOf = ({ path, news }: RosterRow): string[] => Array.from({ length: news }, (_, i) => path.slice(0, path.length - i).join(' / '))
