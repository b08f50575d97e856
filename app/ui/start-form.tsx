/** The start of a session with what may be said beforehand: where, and how much it hurts. */
import { Form } from '@remix-run/react'
import type { Limb } from '~/domain/limb'
import { isBfr, type Mode } from '~/domain/prescription'
import { RadioCards } from './choice'
import { CommandKey, NumberInput } from './form'
import { lineTitle } from './live/line-words'
import { SubmitButton } from './submit-button'
import { modeWords } from './words'

type Line = { id: string; exercise: string; mode: Mode; limb: Limb | null }
type StartProps = { programId: string; commandKey: string; isPlain: boolean; lines: readonly Line[] }

export const places = [
  { value: 'clinic', label: 'Clinic' },
  { value: 'home', label: 'Home' },
]

export function startWords(isPlain: boolean): string {
  return isPlain ? 'Start without the cuff' : 'Start session'
}

export function StartForm({ programId, commandKey, isPlain, lines }: StartProps) {
  const running = lines.filter(({ mode }) => !isPlain || !isBfr(mode))
  return (
    <Form method="post" action={`/programs/${programId}/session`} className="form">
      <CommandKey value={commandKey} />
      <ul>
        {running.map((line) => (
          <li key={line.id}>
            {lineTitle(line)} <span className="dim">· {modeWords[line.mode]}</span>
          </li>
        ))}
      </ul>
      <RadioCards name="place" label="Where" options={places} defaultValue="clinic" />
      <NumberInput name="painNrs" label="Pain now, 0 to 10" min={0} max={10} step={1} optional />
      <SubmitButton size="large" pendingLabel="Starting …">
        {startWords(isPlain)}
      </SubmitButton>
    </Form>
  )
}
