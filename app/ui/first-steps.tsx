/** What a new clinic does first: each step with why, whether it is done, and the way to it. */
import type { FirstStep, StepState } from '~/domain/first-steps'
import { ButtonLink } from './button'
import { RedFlagAdvice } from './setup/red-flag-advice'
import { StatusBadge } from './status-badge'

type Words = { title: string; says: string; to?: string; action?: string }

const words: Record<FirstStep, Words> = {
  'second-factor': {
    title: 'Set up your second factor',
    says: 'A code from an app on your phone, beside the password: yours is the account that gives all others.',
    to: '/account/second-factor',
    action: 'Set it up',
  },
  clinician: {
    title: 'Invite a physical therapist or a doctor',
    says: 'Nothing starts before one of them cleared it. Their licence goes on record with the invitation, since they sign with it. It is done once they accepted.',
    to: '/members/new',
    action: 'Invite a clinician',
  },
  trainer: {
    title: 'Invite your trainers',
    says: 'They raise programs, measure and run sessions. A trainer sees the clients whose care team they are in.',
    to: '/members/new',
    action: 'Invite a trainer',
  },
  advice: {
    title: 'Have a clinician read the red-flag advice',
    says: 'Its wording was not taken from a source. A clinician of yours reads it and says so before clients come in; Clearway keeps no record of that.',
  },
  clients: {
    title: 'Let your people bring in the clients',
    says: 'Trainers and clinicians add them by hand or import records, from their page Clients. You may import a list of their names; an admin alone sees no more of them than that.',
    to: '/clients/import/list',
    action: 'Import a list',
  },
  demand: {
    title: 'Demand a second factor of clinicians and admins',
    says: 'From then on nobody of them comes in, or signs, by a password alone.',
    to: '/settings/sign-in',
    action: 'Open sign-in settings',
  },
  mail: {
    title: 'Let mail go out',
    says: 'Red flags, windows and invitations are told by mail as well as in the inbox. Whoever runs the server gives it a mail server; until then mail is kept, and an invitation can be handed over as a link.',
    to: '/settings/mail',
    action: 'What to ask for',
  },
}

export function FirstSteps({ steps }: { steps: readonly StepState[] }) {
  return (
    <ol className="grid gap-3">
      {steps.map((state) => (
        <Step key={state.step} {...state} />
      ))}
    </ol>
  )
}

function Step({ step, isDone }: StepState) {
  const { title, says, to, action } = words[step]
  return (
    <li className="card">
      <div className="card-body grid gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2>{title}</h2>
          <StepBadge isDone={isDone} />
        </div>
        <p className={isDone ? 'dim' : undefined}>{says}</p>
        {step === 'advice' ? <RedFlagAdvice /> : null}
        {to && !isDone ? (
          <div className="button-row">
            <ButtonLink to={to} size="small">
              {action}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </li>
  )
}

function StepBadge({ isDone }: { isDone: boolean | null }) {
  if (isDone === null) return <span className="dim small">not on record here</span>
  const look = isDone ? ({ tone: 'ok', icon: 'check' } as const) : ({ tone: 'wait', icon: 'hourglass' } as const)
  return <StatusBadge {...look}>{isDone ? 'done' : 'to do'}</StatusBadge>
}
