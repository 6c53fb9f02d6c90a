import { toast } from './Toast'

/** Puts a text where it can be pasted from, and says whether that worked. */
export async function copy(text: string, done: string, failed: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text) // without a secure context there is no clipboard at all
    toast(done)
  } catch {
    toast(failed)
  }
}
