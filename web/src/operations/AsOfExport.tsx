// The whole list of a day as a file, with a word on how far it is.
import { registerWords } from '../register/index'
import type { Operation } from '../base/types'
import { download } from '../ui/download'
import { Exporting, useExport } from '../ui/Exporting'
import { Icon } from '../ui/Icon'
import { allAccess, toCsv, type Asked } from './asOf'
import { operationWords } from './words/index'

interface Props {
  operation: Operation
  /** For the file's name. */
  day: string
  /** The instant is that of the list on show, also where that was now. */
  asked: Asked
  isReady: boolean
}

export function AsOfExport({ operation, day, asked, isReady }: Props) {
  const words = operationWords().asOf
  const { count, run, stop } = useExport()
  const start = () => void run(async (signal, hear) => {
    const lines = await allAccess(operation.id, asked, signal, hear)
    download(`${words.file(operation.reference, day)}.csv`, 'text/csv;charset=utf-8', toCsv(operation, asked.at, lines, registerWords().delimiter))
    return operationWords().list.exported(lines.length)
  })
  if (count !== null) return <Exporting says={words.read(count)} stop={stop} />
  return (
    <button type="button" class="plain" disabled={!isReady} onClick={start}>
      <Icon name="download" />{operationWords().list.export}
    </button>
  )
}
