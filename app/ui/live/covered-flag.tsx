/** A red flag that was raised while the login is idle: what to do and whom to call, and the way back to the session. */
import { ButtonLink } from '../button'
import { Advice, Calls, type Numbers } from '../red-flags/calls'

type CoveredFlagProps = { sign: string; numbers: Numbers; running: { id: string } | null }

export function CoveredFlag({ sign, numbers, running }: CoveredFlagProps) {
  return (
    <>
      <Advice sign={sign} />
      <div className="button-row">
        <Calls sign={sign} numbers={numbers} />
        {running ? (
          <ButtonLink look="quiet" to={`/sessions/${running.id}`}>
            Back to the session
          </ButtonLink>
        ) : null}
      </div>
      <p>All programs of this client are on hold. Sign in to see who was told.</p>
    </>
  )
}
