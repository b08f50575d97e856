/** Files of one's own that are on their way in, each leading to where it stands. */
import { Link } from '@remix-run/react'
import { Card } from './card'
import { type ClinicFormat, formatInstant } from './format'

type Kept = { id: string; rowCount: number; keptAt: Date | string; isThrough: boolean }
type Props = { title: string; files: readonly Kept[]; to: (id: string) => string; format: ClinicFormat }

export function KeptFiles({ title, files, to, format }: Props) {
  if (files.length === 0) return null
  return (
    <Card title={title} sub="seen by you alone, and forgotten a day after you last touched them">
      <ul className="grid gap-2">
        {files.map(({ id, rowCount, keptAt, isThrough }) => (
          <li key={id}>
            <Link to={to(id)}>{rowCount === 1 ? '1 row' : `${rowCount} rows`}</Link>, {formatInstant(keptAt, format)},{' '}
            {isThrough ? 'through' : 'not through'}
          </li>
        ))}
      </ul>
    </Card>
  )
}
