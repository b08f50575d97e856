/** What the record, notes and the screening before suggest: each with its line, to confirm or to reject. */
import { conditionOf } from '~/domain/conditions'
import type { Mark, SourceLine, Suggested } from '~/domain/screening-questions'
import { type ClinicFormat, formatDay } from '../format'
import { StatusBadge, type Tone } from '../status-badge'
import type { IconName } from '../icon'
import { LimbBoxes, PlainBox } from './condition-box'

const marks: Record<Mark, { word: string; tone: Tone; icon: IconName }> = {
  current: { word: 'current', tone: 'wait', icon: 'dot' },
  over: { word: 'over', tone: 'off', icon: 'check' },
  history: { word: 'over, and counts', tone: 'stop', icon: 'triangle' },
  noted: { word: 'noted since', tone: 'hold', icon: 'bars' },
  earlier: { word: 'answered before', tone: 'off', icon: 'clock' },
}

type SuggestedProps = { suggested: readonly Suggested[]; picked: readonly string[]; format: ClinicFormat }

export function SuggestedQuestions({ suggested, picked, format }: SuggestedProps) {
  return (
    <ul className="grid gap-3">
      {suggested.map((question) => (
        <li key={question.code} className="grid gap-1.5 border-line border-t pt-3 first:border-0 first:pt-0">
          <Boxes question={question} picked={picked} />
          <ul className="grid gap-1 pl-7 small">
            {question.lines.map((line) => (
              <li key={`${line.text}${line.mark}`}>
                <SourceWords line={line} format={format} />
              </li>
            ))}
            {question.ask ? (
              <li>
                <b>{question.ask}</b>{' '}
                <span className="dim">The record does not say; what is ticked is the safe side.</span>
              </li>
            ) : null}
            {question.wasRejected ? (
              <li className="dim">Not confirmed at the screening before, so it is not ticked.</li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function Boxes({ question: { code, options }, picked }: { question: Suggested; picked: readonly string[] }) {
  if (options.some(({ limb }) => limb !== null)) {
    return <LimbBoxes legend={`${conditionOf(code).name}: in which limb?`} options={options} picked={picked} />
  }
  return (
    <div className="grid gap-1 font-semibold">
      {options.map((option) => (
        <PlainBox key={option.value} option={option} picked={picked} label={conditionOf(option.code).name} />
      ))}
    </div>
  )
}

function SourceWords({ line: { text, mark, on }, format }: { line: SourceLine; format: ClinicFormat }) {
  const { word, tone, icon } = marks[mark]
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge tone={tone} icon={icon}>
        {word}
      </StatusBadge>
      <span>
        {text}
        {on ? `, ${formatDay(on, format)}` : null}
      </span>
    </span>
  )
}

const openUpTo = 12

/** What the record has beside: over, or spoken of by no rule. Shown, and ticked nowhere. */
export function ShownLines({ shown, format }: { shown: readonly SourceLine[]; format: ClinicFormat }) {
  if (shown.length === 0) return null
  return (
    <details open={shown.length <= openUpTo}>
      <summary>Also on record, and not counted: {shown.length === 1 ? '1 line' : `${shown.length} lines`}</summary>
      <ul className="mt-2 grid gap-1 small">
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record may say the same twice, and the list never changes
          <li key={index}>
            <SourceWords line={line} format={format} />
          </li>
        ))}
      </ul>
    </details>
  )
}
