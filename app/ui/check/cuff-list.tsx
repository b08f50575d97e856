/** The LOP each cuff of this session rests on: measured how long ago, or to be measured first. */
import type { Limb } from '~/domain/limb'
import { ButtonLink } from '../button'
import { type ClinicFormat, formatNumber } from '../format'
import { StatusBadge } from '../status-badge'
import { limbWords } from '../words'

export type Cuff = {
  limb: Limb
  cuffWidthMm: number
  lop: { pressureMmhg: number; ageDays: number; position: string } | null
}

type CuffProps = { cuffs: readonly Cuff[]; validDays: number; clientId: string; format: ClinicFormat }

export function CuffList({ cuffs, validDays, clientId, format }: CuffProps) {
  return (
    <>
      <ul className="grid gap-2">
        {cuffs.map(({ limb, cuffWidthMm, lop }) => (
          <li key={`${limb}${cuffWidthMm}`} className="flex flex-wrap items-center gap-x-2">
            <b className="num">{lop ? `${lop.pressureMmhg} mmHg` : 'Not measured'}</b>
            <span>
              {limbWords[limb]}, {formatNumber(cuffWidthMm / 10, format, 1)} cm cuff
              {lop ? `, ${lop.position}` : null}
            </span>
            {lop ? (
              <StatusBadge
                tone={lop.ageDays > validDays ? 'justify' : 'ok'}
                icon={lop.ageDays > validDays ? 'triangle' : 'check'}
              >
                {ageWords(lop.ageDays)}
                {lop.ageDays > validDays ? ', too old' : null}
              </StatusBadge>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <ButtonLink to={`/clients/${clientId}/lop/new`} size="small">
          Measure LOP
        </ButtonLink>
      </p>
    </>
  )
}

function ageWords(days: number): string {
  if (days === 0) return 'measured today'
  return days === 1 ? 'measured yesterday' : `measured ${days} days ago`
}
