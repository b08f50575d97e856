/** What held a program, what the client was found to be since, and what a lift asks for. */
import { Link } from '@remix-run/react'
import type { HoldToLift } from '~/domain/hold-to-lift'
import { knownRedFlag } from '~/domain/red-flags'
import { Checkbox } from '../choice'
import { DateInput, Textarea, TextInput } from '../form'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { type Fact, KeyValue } from '../key-value'
import { OutcomeBadge } from '../status-words'
import type { ActFields } from './act-page'
import { holdWords } from './hold-list'

type FactsProps = { hold: HoldToLift; clientId: string; format: ClinicFormat }

export function HoldFacts({ hold, clientId, format }: FactsProps) {
  const { redFlag, screening } = hold
  const flag = redFlag && knownRedFlag(redFlag.sign)
  const facts: Fact[] = [
    { term: 'What held it', value: `${holdWords[hold.cause]}, ${hold.heldBy}, ${formatInstant(hold.at, format)}` },
    { term: 'Why', value: hold.reason },
    ...(redFlag?.detail ? [{ term: 'In detail', value: redFlag.detail }] : []),
    ...(redFlag
      ? [{ term: 'The flag', value: <Link to={`/clients/${clientId}/red-flags/${redFlag.id}`}>All about it</Link> }]
      : []),
    ...(flag ? [{ term: 'May be', value: `${flag.mayBe || flag.name}. ${flag.advice}` }] : []),
    {
      term: 'Screening',
      value: screening ? (
        <>
          <OutcomeBadge is={screening.outcome} /> {formatDay(screening.on, format)}, by {screening.by},{' '}
          {screening.isSinceHold ? 'after the hold' : 'before the hold'} ·{' '}
          <Link to={`/clients/${clientId}/screening`}>Screenings</Link>
        </>
      ) : (
        'none on record'
      ),
    },
    ...(hold.whyNot === 'hold-needs-new-screening'
      ? [{ term: 'Next', value: <Link to={`/clients/${clientId}/screening/new`}>Screen the client</Link> }]
      : []),
    ...(hold.otherHolds > 0
      ? [{ term: 'Beside it', value: `${hold.otherHolds} more open: each is lifted by itself` }]
      : []),
  ]
  return <KeyValue facts={facts} />
}

type LiftProps = {
  hold: HoldToLift
  fields: ActFields
  /** A physical therapist says that their lift rests on the assessment. */
  mustCite: boolean
  isReasonOptional: boolean
  today: string
}

export function LiftFields({ hold, fields, mustCite, isReasonOptional, today }: LiftProps) {
  return (
    <>
      {hold.needsAssessment ? (
        <>
          <p>This sign is lifted only on a medical assessment: who made it, when, and what came of it.</p>
          <div className="form-row">
            <TextInput field={fields.assessedBy} label="Assessed by" required maxLength={200} autoComplete="off" />
            <DateInput field={fields.assessedOn} label="Assessed on" required max={today} />
          </div>
          <Textarea field={fields.assessmentResult} label="Result of the assessment" required maxLength={2000} />
          {hold.redFlag && knownRedFlag(hold.redFlag.sign)?.mayBeClot ? (
            <Checkbox
              field={fields.isClotConfirmed}
              label="The assessment confirmed a blood clot"
              hint="Then it is a history of clots: restriction is ruled out for good, and only a program without a cuff may go on."
            />
          ) : null}
          {mustCite ? (
            <Checkbox field={fields.citesAssessment} label="My lift rests on this assessment by a doctor" required />
          ) : null}
        </>
      ) : null}
      <Textarea
        field={fields.reason}
        label="Why it may go on"
        hint="It is kept with your name."
        optional={isReasonOptional}
        required={!isReasonOptional}
        maxLength={2000}
      />
    </>
  )
}
