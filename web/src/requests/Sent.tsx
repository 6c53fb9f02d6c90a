import { requestWords } from './words/index'

/** Always the same, whether there is such a thing or not. */
export function Sent() {
  const words = requestWords().ask
  return (
    <>
      <p>{words.sent}</p>
      <p class="lead">{words.sentNext}</p>
    </>
  )
}
