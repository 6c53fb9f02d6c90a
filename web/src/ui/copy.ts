import { toast } from './Toast'

/** Puts a text where it can be pasted from, and says whether that worked. */
export function copy(text: string, done: string, failed: string): void {
  const fail = () => toast(failed)
  // Without a secure context there is no clipboard at all.
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => toast(done), fail)
  else fail()
}
