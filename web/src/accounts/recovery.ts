// The recovery codes as a text file.

interface Words {
  title: string
  /** For whom, and since when. */
  of: string
  advice: string
}

export function recoveryText(codes: string[], { title, of, advice }: Words): string {
  return [title, of, '', ...codes, '', advice, ''].join('\r\n') // for every editor, the oldest too
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url))
}
