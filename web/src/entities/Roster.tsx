// People and teams of a sheet: read row by row before anything is done, then one answer for each row.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { decodeCsv, ENCODINGS, readCsv, type Csv, type Encoding } from '../base/csv'
import { href } from '../base/router'
import { entityWords } from './words/index'
import { t } from '../words/index'
import type { Entity, Team } from '../base/types'
import { Card } from '../ui/Card'
import { download } from '../ui/download'
import { Field } from '../ui/Field'
import { focusSoon } from '../ui/focus'
import { ErrorNote, Note } from '../ui/Note'
import { useDraft } from '../ui/useDraft'
import { Progress } from '../several/index'
import { needsTick, useLooked } from '../unusual/index'
import { checkPath, useOwnRoles } from './data'
import { newTeams, rosterOf, type Roster as Sheet, type RosterRow } from './roster'
import { RosterTable } from './RosterTable'
import { useRoster, type RosterRun } from './useRoster'

const PAUSE_MS = 200
const FILE_MOST = 1024 * 1024
const TITLE = 'roster-rows'

const NOTHING: Csv = { rows: [], unclosed: null }

function useSheet(text: string): Csv {
  const [rows, setRows] = useState(NOTHING)
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
  const looked = useLooked(good.map(({ email }) => email).filter(Boolean), checkPath(entity.id))
  const [sure, setSure] = useState(false)
  const work = useRoster(entity)
  useEffect(() => { if (work.state === 'done') focusSoon(`#${TITLE}`) }, [work.state])
  const unsure = good.filter(({ email }) => needsTick(looked.of(email)))
  const isLooked = good.every(({ email }) => !email || looked.of(email))
  const ready = sure ? good : good.filter((row) => !unsure.includes(row))
  const isReady = work.state === 'ready' && isLooked && ready.length > 0
  const type = (text: string) => {
    setRead(null)
    setSure(false)
    work.reset()
    change({ text })
  }
  const start = (event: Event) => {
    event.preventDefault()
    if (!isReady) return
    setRead(fresh)
    void work.run(ready)
  }
  return (
    <form class="stack roster" noValidate onSubmit={start}>
      <p><a href={href('habilitations')}>{words.back}</a></p>
      <Card title={words.title} lead={words.lead(entity.name)}>
        <div class="card-body">
          <Columns />
          <Source text={draft.text} onText={type} problem={draft.text.trim() && sheet.rows.length ? sayProblem(roster) : ''} isBusy={work.state === 'running'} />
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
            {looked.error && <ErrorNote error={looked.error} retry={looked.again} />}
            {work.state === 'running' && <Progress done={work.results.size} all={ready.length} />}
            <div class="actions-line">
              {work.state === 'done'
                ? <button type="button" class="plain" onClick={() => { setRead(null); work.reset(); forget() }}>{words.another}</button>
                : <button type="submit" class="primary" aria-disabled={!isReady}>{words.submit(ready.length)}</button>}
            </div>
          </div>
          <RosterTable rows={roster.rows} checkedOf={looked.of} results={work.results} isDone={work.state === 'done'} />
        </Card>
      )}
    </form>
  )
}

const sayProblem = ({ problem, about }: Sheet): string => (problem ? entityWords().roster.wrong[problem](about) : '')

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

interface SourceProps {
  text: string
  onText: (text: string) => void
  problem: string
  isBusy: boolean
}

function Source({ text, onText, problem, isBusy }: SourceProps) {
  const words = entityWords().roster
  const [guessed, setGuessed] = useState<{ bytes: Uint8Array; encoding: Encoding } | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const read = (bytes: Uint8Array, encoding: Encoding = ENCODINGS[0]) => {
    const found = decodeCsv(bytes, encoding)
    setGuessed(found.isGuess ? { bytes, encoding } : null)
    onText(found.text)
  }
  const take = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > FILE_MOST)
    if (file.size > FILE_MOST) return
    read(new Uint8Array(await file.arrayBuffer()))
    if (field.current) field.current.value = '' // the same file, mended, can be chosen again
  }
  return (
    <>
      <Field label={words.file} errors={tooLarge ? [words.tooLarge] : []}>
        {(control) => <input {...control} ref={field} type="file" disabled={isBusy} accept=".csv,.txt,text/csv,text/plain" onChange={(event) => void take(event.currentTarget.files?.[0])} />}
      </Field>
      {guessed && <Note tone="warn" icon="triangle-alert"><p>{words.guessed}</p></Note>}
      {guessed && (
        <Field label={words.encoding}>
          {(control) => (
            <select {...control} disabled={isBusy} value={guessed.encoding} onChange={(event) => read(guessed.bytes, event.currentTarget.value as Encoding)}>
              {ENCODINGS.map((encoding) => <option key={encoding} value={encoding}>{words.encodings[encoding]}</option>)}
            </select>
          )}
        </Field>
      )}
      <Field label={words.text} hint={words.textHint} errors={problem ? [problem] : []}>
        {(control) => (
          <textarea {...control} class="code" rows={6} spellcheck={false} autocapitalize="off" readOnly={isBusy} value={text} onInput={(event) => { setGuessed(null); onText(event.currentTarget.value) }} />
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
        : words.found(good.filter(({ email }) => email).length, newTeams(good).length, roster.rows.length - good.length)}
    </p>
  )
}
