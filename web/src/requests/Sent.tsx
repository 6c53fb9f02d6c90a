import { governance } from '../entities/words/index'

/** Always the same, whether there is such a thing or not. */
export function Sent() {
  const words = governance().ask
  return (
    <>
      <p>{words.sent}</p>
      <p class="lead">{words.sentNext}</p>
    </>
  )
}
