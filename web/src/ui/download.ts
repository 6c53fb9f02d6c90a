/** Hands a file over to be kept. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[\\/:*?"<>|\s]+/g, '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000) // some browsers read it after the click
}
