// What was read is kept by the pages that read it, behind the door; the session tells them when that changes hands.

export interface Kept {
  /** All of it goes. */
  forget: () => void
  /** What is being asked is not waited for. */
  cancel: () => Promise<void>
  /** It may be out of date. */
  doubt: () => void
  /** What is on show is asked anew, for whom the page goes on; what is not his to see goes. */
  bring: () => Promise<void>
}

const nothing = () => {}
const soon = async () => {}

export let kept: Kept = { forget: nothing, cancel: soon, doubt: nothing, bring: soon }

export function keep(by: Kept): void {
  kept = by
}
