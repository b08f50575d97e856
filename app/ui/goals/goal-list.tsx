/** Goals of a client: those that hold, and all that was ever said about them. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { GoalKind, GoalUnit } from '~/domain/goal'
import type { Side } from '~/domain/limb'
import { ButtonLink } from '../button'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'
import { type Column, DataTable } from '../table'
import { aimAmount, aimName } from './goal-words'

export type ShownGoal = {
  id: string
  kind: GoalKind
  subject: string
  side: Side
  amount: number | null
  enteredValue: string
  enteredUnit: GoalUnit | null
  setOn: CalendarDay
  at: string
  setBy: string
  holds: boolean
}

type HoldingProps = { goals: readonly ShownGoal[]; clientId: string; format: ClinicFormat; maySet: boolean }

export function HoldingGoals({ goals, clientId, format, maySet }: HoldingProps) {
  return (
    <ul className="grid">
      {goals.map((goal) => (
        <li
          key={goal.id}
          className="flex flex-wrap items-center justify-between gap-3 border-line border-t py-3 first:border-0 first:pt-0 last:pb-0"
        >
          <div>
            <b>{aimName(goal)}</b>: <span className="num">{amountWords(goal, format)}</span>
            <span className="small dim block">
              {goal.setBy}, {formatDay(goal.setOn, format)}
            </span>
          </div>
          {maySet ? <GoalWays goal={goal} clientId={clientId} /> : null}
        </li>
      ))}
    </ul>
  )
}

function GoalWays({ goal, clientId }: { goal: ShownGoal; clientId: string }) {
  const { id, kind, subject, side } = goal
  const at = `/clients/${clientId}/goals`
  return (
    <div className="button-row">
      <ButtonLink
        size="small"
        to={`${at}/new?${new URLSearchParams({ kind, subject, side })}`}
        aria-label={`Change: ${aimName(goal)}`}
      >
        Change
      </ButtonLink>
      <ButtonLink size="small" look="quiet" to={`${at}/${id}/removal`} aria-label={`Take back: ${aimName(goal)}`}>
        Take back
      </ButtonLink>
    </div>
  )
}

const columns = (format: ClinicFormat): Column<ShownGoal>[] => [
  { id: 'what', header: 'What', fixed: true, render: aimName },
  { id: 'goal', header: 'Goal', render: (goal) => <span className="num">{amountWords(goal, format)}</span> },
  { id: 'by', header: 'By', render: ({ setBy }) => setBy },
  { id: 'when', header: 'When', render: ({ at }) => formatInstant(at, format) },
  {
    id: 'now',
    header: 'Now',
    render: ({ holds }) =>
      holds ? (
        <StatusBadge tone="ok" icon="check">
          holds
        </StatusBadge>
      ) : (
        <span className="dim">over</span>
      ),
  },
]

/** Newest first. */
export function GoalHistory({ goals, format }: { goals: readonly ShownGoal[]; format: ClinicFormat }) {
  return (
    <DataTable
      caption="Every goal that was set or taken back, the newest first"
      columns={columns(format)}
      rows={goals}
      rowKey={({ id }) => id}
      empty={null}
    />
  )
}

function amountWords({ amount, ...goal }: ShownGoal, format: ClinicFormat): string {
  return amount === null ? 'taken back' : aimAmount({ ...goal, amount }, format)
}
