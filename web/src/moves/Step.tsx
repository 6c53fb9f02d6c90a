import type { ComponentChildren } from 'preact'
import { aboutAddress } from './words/index'

export function Step({ n, children }: { n: number; children: ComponentChildren }) {
  const words = aboutAddress()
  return (
    <>
      <ol class="steps" aria-label={words.steps}>
        {words.step.map((step, i) => <li key={step} aria-current={i + 1 === n ? 'step' : undefined}>{step}</li>)}
      </ol>
      {children}
    </>
  )
}
