/** What a client told before and after their last sessions. */
import { type RedFlagSign, redFlagOf } from '~/domain/red-flags'
import type { CheckVerdict, Sleep } from '~/domain/session-check'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { LookBadge, type StatusLook } from '../status-badge'
import { sleepWords } from './check-words'

type Common = {
  id: string
  at: Date | string
  by: string
  painNrs: number | null
  signs: readonly RedFlagSign[]
  words: string
}
type Effects = { hasSoreness: boolean; hasSwelling: boolean; hasLessRange: boolean; isGrowing: boolean }
type Told =
  | (Common & { kind: 'check-in'; hour: number; effects: Effects })
  | (Common & {
      kind: 'check'
      verdict: CheckVerdict
      sleep: Sleep | null
      readings: readonly { systolic: number; diastolic: number }[]
    })

const looks: Record<CheckVerdict, StatusLook> = {
  'may-start': { tone: 'ok', icon: 'check', word: 'Nothing in the way' },
  'tell-clinician': { tone: 'wait', icon: 'triangle', word: 'Clinician told' },
  'repeat-pressure': { tone: 'stop', icon: 'octagon', word: 'Pressure to be repeated' },
  'stopped-by-pressure': { tone: 'stop', icon: 'octagon', word: 'Stopped by pressure' },
  'red-flag': { tone: 'hold', icon: 'bars', word: 'Red flag' },
}

export function ClientChecks({ checks, format }: { checks: readonly Told[]; format: ClinicFormat }) {
  if (checks.length === 0) return null
  return (
    <Card title="What was told before and after sessions?" sub="the newest">
      <ul className="grid gap-3">
        {checks.map((told) => (
          <li key={told.id}>
            <span className="flex flex-wrap items-center gap-x-2">
              <b>{told.kind === 'check' ? 'Before a session' : `Check-in, ${told.hour} h`}</b>
              <LookBadge look={lookOf(told)} />
            </span>
            <p className="num">{saidOf(told).join(', ')}</p>
            {told.words ? <p>“{told.words}”</p> : null}
            <p className="dim small">
              {formatInstant(told.at, format)}, by {told.by}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function lookOf(told: Told): StatusLook {
  if (told.kind === 'check') return looks[told.verdict]
  if (told.signs.length > 0) return looks['red-flag']
  return { tone: 'off', icon: 'dot', word: 'Answered' }
}

function saidOf(told: Told): string[] {
  const said = told.signs.map((sign) => redFlagOf(sign).name)
  if (told.painNrs !== null) said.push(`pain ${told.painNrs} of 10`)
  if (told.kind === 'check-in') return [...said, ...effectsOf(told.effects)]
  if (told.sleep) said.push(`slept ${sleepWords[told.sleep].toLowerCase()}`)
  said.push(...told.readings.map(({ systolic, diastolic }) => `${systolic}/${diastolic} mmHg`))
  return said.length > 0 ? said : ['no new symptoms']
}

function effectsOf({ hasSoreness, hasSwelling, hasLessRange, isGrowing }: Effects): string[] {
  const found = [
    hasSoreness && 'soreness',
    hasSwelling && 'swelling',
    hasLessRange && 'less range of motion',
    isGrowing && 'growing',
  ].filter((word) => word !== false)
  return found.length > 0 ? found : ['no soreness, swelling or stiffness']
}
