// The tabs of one browser share its cookies: what one of them changes, the others hear at once.
export interface News {
  /** For whom the page acts now, as requests say it; null: for nobody. */
  says: string | null
  /** Its person signed out, here. */
  isOut: boolean
}

let channel: BroadcastChannel | null = null

/** One site's tabs: another one below the same host has a channel of its own. */
export function startTabs(hear: (news: News) => void): void {
  channel = new BroadcastChannel(`guichet ${new URL('./', location.href).pathname}`)
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => hear(data))
}

export function tellTabs(news: News): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none
  channel?.postMessage(news)
}
