// Style sheets that the first visit does not pay for.
const asked = new Map<string, Promise<unknown>>()

/** Fetches one; it is in force when the promise is kept. Without it a page is plainer, not lost. */
export function sheet(url: string): Promise<unknown> {
  const link = document.createElement('link')
  const wanted = asked.get(url) ?? new Promise((done) => {
    link.rel = 'stylesheet'
    link.href = url
    link.addEventListener('load', done)
    link.addEventListener('error', done)
    document.head.append(link)
  })
  asked.set(url, wanted)
  return wanted
}
