/** Who one is to the clinic: shown, and changed by its admin. */
import type { Licence, Role } from '~/domain/member'
import type { CalendarDay } from '~/domain/calendar-day'
import { Card } from '../card'
import { type ClinicFormat, formatDay } from '../format'
import { KeyValue } from '../key-value'
import { StatusBadge } from '../status-badge'
import { roleWords } from '../words'

export type AccountPerson = {
  name: string
  email: string
  roles: readonly Role[]
  clinicName: string
  licence: Licence | null
  bfrCredentialValidUntil: CalendarDay | null
}

type Props = { person: AccountPerson; today: CalendarDay; format: ClinicFormat }

export function AccountFacts({ person, today, format }: Props) {
  const { name, email, roles, clinicName, licence, bfrCredentialValidUntil } = person
  const until = (day: CalendarDay) => <ValidUntil day={day} today={today} format={format} />
  return (
    <Card title="Who are you here?" sub="Your clinic’s admin changes this.">
      <KeyValue
        facts={[
          { term: 'Name', value: name },
          { term: 'Email', value: <span className="wrap-anywhere">{email}</span> },
          { term: 'Roles', value: roles.map((role) => roleWords[role]).join(', ') },
          { term: 'Clinic', value: clinicName },
          {
            term: 'Licence',
            value: licence ? (
              <>
                {[licence.number, licence.state].filter(Boolean).join(', ')} {until(licence.validUntil)}
              </>
            ) : (
              'none on record'
            ),
          },
          {
            term: 'BFR training',
            value: bfrCredentialValidUntil ? until(bfrCredentialValidUntil) : 'none on record',
          },
        ]}
      />
    </Card>
  )
}

function ValidUntil({ day, today, format }: { day: CalendarDay; today: CalendarDay; format: ClinicFormat }) {
  const words = `until ${formatDay(day, format)}`
  if (day >= today) return <span className="dim">{words}</span>
  return (
    <StatusBadge tone="stop" icon="octagon">
      expired, {words}
    </StatusBadge>
  )
}
