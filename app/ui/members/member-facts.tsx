/** One member as they stand, with the way to each thing that may be changed of them. */
import type { ReactNode } from 'react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Lapse } from '~/domain/lapse'
import { isClinician, type Licence, type Role } from '~/domain/member'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { Notice } from '../notice'
import { GoodUntil, licenceWords, rolesWords } from './member-words'

type Moment = Date | string

export type ShownMember = {
  id: string
  name: string
  email: string
  roles: Role[]
  licence: (Licence & { lapse: Lapse }) | null
  credential: { validUntil: CalendarDay; lapse: Lapse } | null
  deactivatedAt: Moment | null
  hasSecondFactor: boolean
  lastSeenAt: Moment | null
  isSelf: boolean
  otherAdmins: number
}

type Props = { person: ShownMember; format: ClinicFormat }

export function MemberFacts({ person, format }: Props) {
  const { id, name, email, roles, licence, credential, hasSecondFactor, lastSeenAt } = person
  const change = (what: string, word: string) => (
    <ButtonLink to={`/members/${id}/${what}`} size="small" aria-label={`Change ${word} of ${name}`}>
      Change
    </ButtonLink>
  )
  const canRenew = !person.isSelf || person.otherAdmins === 0
  return (
    <Card title="Who is it, and what may they do?" flush>
      <dl className="m-0">
        <Row term="Name" end={change('name', 'the name')}>
          {name}
        </Row>
        <Row term="Email" end={<span className="dim small">as invited; it stays</span>}>
          <span className="break-all">{email}</span>
        </Row>
        <Row term="Roles" end={change('roles', 'the roles')}>
          {rolesWords(roles)}
        </Row>
        <Row term="Licence" end={canRenew ? change('licence', 'the licence') : null}>
          {licence ? (
            <>
              {licenceWords(licence)} · <GoodUntil {...licence} format={format} />
            </>
          ) : isClinician(roles) ? (
            'none: they cannot sign'
          ) : (
            'none'
          )}
        </Row>
        <Row term="BFR credential" end={canRenew ? change('credential', 'the BFR credential') : null}>
          {credential ? <GoodUntil {...credential} format={format} /> : 'none'}
        </Row>
        <Row
          term="Second factor"
          end={
            hasSecondFactor ? (
              <ButtonLink to={`/members/${id}/second-factor-reset`} size="small">
                Reset
              </ButtonLink>
            ) : null
          }
        >
          {hasSecondFactor ? 'yes' : 'no'}
        </Row>
        <Row term="Last here">{lastSeenAt ? formatInstant(lastSeenAt, format) : 'never signed in'}</Row>
      </dl>
    </Card>
  )
}

function Row({ term, end, children }: { term: string; end?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-3">
      <dt className="dim w-full shrink-0 sm:w-36">{term}</dt>
      <dd className="m-0 min-w-0 grow basis-40">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span className="min-w-0">{children}</span>
          {end}
        </div>
      </dd>
    </div>
  )
}

/** What of this member cannot wait. */
export function MemberNotices({ person }: Props) {
  const { licence, credential, roles, deactivatedAt } = person
  if (deactivatedAt) return null
  return (
    <>
      {licence?.lapse.state === 'lapsed' && isClinician(roles) ? (
        <Notice tone="stop" title="The licence has lapsed">
          They cannot sign, and nothing is addressed to them. Once it is renewed, enter its new last day.
        </Notice>
      ) : null}
      {credential?.lapse.state === 'lapsed' ? (
        <Notice tone="wait" title="The BFR credential has lapsed">
          Nothing stops by itself. Ask for the renewed one, or see that somebody else takes their BFR programs over.
        </Notice>
      ) : null}
    </>
  )
}
