/** Limb occlusion pressures on record, each with its cuff and position, and whether it still counts. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import { ButtonLink } from './button'
import { Card } from './card'
import { type ClinicFormat, formatNumber, formatShortDay } from './format'
import { StatusBadge } from './status-badge'
import { limbWords } from './words'

export type Lop = {
  limb: Limb
  cuffWidthMm: number
  position: 'lying' | 'sitting' | 'standing'
  pressureMmhg: number
  measuredOn: CalendarDay
  ageDays: number
  measuredBy: string
}

type LopCardProps = { clientId: string; lops: readonly Lop[]; validDays: number; format: ClinicFormat }

export function LopCard({ clientId, mayMeasure, lops, validDays, format }: LopCardProps & { mayMeasure: boolean }) {
  return (
    <Card title="Limb occlusion pressure" sub={<abbr title="arterial occlusion pressure">LOP, also AOP</abbr>}>
      <LopList lops={lops} validDays={validDays} format={format} />
      {mayMeasure ? (
        <p className="mt-3">
          <ButtonLink to={`/clients/${clientId}/lop/new`} size="small">
            Measure LOP
          </ButtonLink>
        </p>
      ) : null}
    </Card>
  )
}

export function LopList({ lops, validDays, format }: Omit<LopCardProps, 'clientId'>) {
  if (lops.length === 0) return <p className="dim">Not measured yet.</p>
  return (
    <ul className="grid gap-2">
      {lops.map(({ limb, cuffWidthMm, position, pressureMmhg, measuredOn, ageDays, measuredBy }) => (
        <li key={`${limb}${cuffWidthMm}${position}`}>
          <span className="flex flex-wrap items-center gap-x-2">
            <b className="num">{pressureMmhg} mmHg</b> {limbWords[limb]}
            {ageDays > validDays ? (
              <StatusBadge tone="justify" icon="triangle">
                Too old
              </StatusBadge>
            ) : null}
          </span>
          <span className="dim small">
            {formatNumber(cuffWidthMm / 10, format, 1)} cm cuff, {position}, {formatShortDay(measuredOn, format)}, by{' '}
            {measuredBy}
          </span>
        </li>
      ))}
    </ul>
  )
}
