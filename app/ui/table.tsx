/** A list: sorted by the server, its state in the address, one link a row. The only file that knows TanStack Table. */
import { useLocation } from '@remix-run/react'
import {
  type columnVisibilityFeature,
  constructTable,
  type rowSortingFeature,
  type TableFeatures,
} from '@tanstack/react-table'
import { column_getIsSorted, column_getIsVisible } from '@tanstack/react-table/static-functions'
import { type ReactNode, useRef } from 'react'
import { readHidden, type Sort, withSort } from './address'
import { ColumnsMenu } from './columns-menu'
import { Icon } from './icon'
import { useDrawingKeeper } from './kept-drawings'
import { stayingLink, useFollow } from './use-follow'
import { type Packed, unpacked } from './packed'
import { useRowKeys } from './use-row-keys'

type Reactivity = NonNullable<TableFeatures['coreReactivityFeature']>

/** What TanStack holds of a list. Its columns are asked by functions of their own, so that no more of it is sent. */
type Features = {
  columnVisibilityFeature: typeof columnVisibilityFeature
  rowSortingFeature: typeof rowSortingFeature
  coreReactivityFeature: Reactivity
}

export type Column<Row> = {
  id: string
  header: string
  render: (row: Row) => ReactNode
  /** A quieter line under it. */
  sub?: (row: Row) => ReactNode
  /** The server can sort by it. */
  sortable?: boolean
  descendingFirst?: boolean
  /** Numbers and waits stand at the end of their cell. */
  align?: 'end'
  /** Says itself what it is (a badge, a strip): no label before it on a phone. */
  bare?: boolean
  /** Cannot be put away. */
  fixed?: boolean
  /** Makes this cell the row's link; the first such column leads the card on a phone. */
  to?: (row: Row) => string
}

export type DataTableProps<Row> = {
  /** What the list is, for those who do not see it, or shown above it. */
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  /** Packed where the columns are a constant and a row holds all that its cells show: the server draws each of those once. */
  rows: readonly Row[] | readonly Packed<Row>[]
  rowKey: (row: Row) => string
  /** How the server sorted it. */
  sort?: Sort
  /** Colours a row that must be noticed; the row says the same in words. */
  rowTone?: (row: Row) => 'wait' | 'stop' | undefined
  /** On a phone: a card a row, or sideways scrolling under a fixed first column. */
  phone?: 'cards' | 'scroll'
  /** Offers to put columns away. */
  canHide?: boolean
  filters?: ReactNode
  empty: ReactNode
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, rows, phone = 'cards', canHide = false, filters, empty } = props
  const shown = useColumns(props)
  const body = useRef<HTMLTableSectionElement>(null)
  useRowKeys(body)
  const follow = useFollow()
  const cells = cellsOf(shown.map(({ column }) => column))
  const drawn = useRow(props, cells)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keys themselves
    // biome-ignore lint/a11y/noStaticElementInteractions: only what its links do is done by it
    <div onClick={follow}>
      {filters || canHide ? (
        <div className="table-bar">
          {filters ? <div className="table-filters">{filters}</div> : null}
          {canHide ? <ColumnsMenu columns={props.columns} /> : null}
        </div>
      ) : null}
      <div className={`table-frame table-${phone}`}>
        {rows.length === 0 ? (
          empty
        ) : (
          <table className="table">
            <caption className={props.showCaption ? undefined : 'sr-only'}>{caption}</caption>
            <thead>
              <tr>
                {shown.map(({ column, sorted }) => (
                  <HeaderCell key={column.id} column={column} sorted={sorted} />
                ))}
              </tr>
            </thead>
            <tbody ref={body}>{rows.map(drawn)}</tbody>
          </table>
        )}
      </div>
    </div>
  )
}

type Sorted = false | 'asc' | 'desc'

type ShownColumn<Row> = { column: Column<Row>; sorted: Sorted }

/** What TanStack said last of some columns: of a constant it is asked the same again and again. */
const saidLast = new WeakMap<object, { state: string; shown: ShownColumn<never>[] }>()

function useColumns<Row extends object>({ columns, sort }: DataTableProps<Row>): ShownColumn<Row>[] {
  const { search } = useLocation()
  const hidden = readHidden(new URLSearchParams(search))
  const state = JSON.stringify([hidden, sort])
  const last = saidLast.get(columns)
  if (last?.state === state) return last.shown as unknown as ShownColumn<Row>[]
  const shown = shownColumns(columns, hidden, sort)
  saidLast.set(columns, { state, shown: shown as unknown as ShownColumn<never>[] })
  return shown
}

/** TanStack holds which columns show and how they are sorted; rows, the dear part of it, are drawn plainly. */
function shownColumns<Row extends object>(
  columns: readonly Column<Row>[],
  hidden: readonly string[],
  sort: Sort | undefined,
): ShownColumn<Row>[] {
  const away = columns.filter((column) => !column.fixed && hidden.includes(column.id))
  const table = constructTable<Features, Row>({
    features: { coreReactivityFeature: asItStands } as Features,
    columns: columns.map(({ id, header }) => ({ id, header, accessorFn: () => null })),
    data: [],
    initialState: {
      sorting: sort ? [{ id: sort.by, desc: sort.direction === 'descending' }] : [],
      columnVisibility: Object.fromEntries(away.map((column) => [column.id, false])),
    },
  })
  return table.getAllLeafColumns().flatMap((leaf) => {
    const column = columns.find(({ id }) => id === leaf.id)
    const sorted: Sorted = column_getIsSorted(leaf)
    return column && column_getIsVisible(leaf) ? [{ column, sorted }] : []
  })
}

function atomOf<Value>(get: () => Value) {
  return { get, set: () => {}, subscribe: () => ({ unsubscribe: () => {} }) }
}

/** The state of a list is its address: a table is made for it and asked, and nothing in it ever changes. */
const asItStands: Reactivity = {
  createOptionsStore: false,
  wrapExternalAtoms: false,
  createWritableAtom: (value) => atomOf(() => value),
  createReadonlyAtom: (read) => atomOf(read),
  untrack: (read) => read(),
  batch: (work) => work(),
  schedule: (work) => work(),
  addSubscription: () => {},
}

type HeaderProps<Row> = { column: Column<Row>; sorted: Sorted }

function HeaderCell<Row>({ column, sorted }: HeaderProps<Row>) {
  const { pathname, search } = useLocation()
  const className = column.align
  if (!column.sortable) {
    return (
      <th scope="col" className={className}>
        {column.header}
      </th>
    )
  }
  const isDescendingNext = sorted ? sorted === 'asc' : column.descendingFirst === true
  const next: Sort = { by: column.id, direction: isDescendingNext ? 'descending' : 'ascending' }
  return (
    <th scope="col" className={className} aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : 'none'}>
      <a href={`${pathname}${withSort(search, next)}`} {...stayingLink}>
        {column.header}
        <Icon name={sorted === 'desc' ? 'down' : 'up'} />
      </a>
    </th>
  )
}

/** What every cell of a column shares, worked out once and not for each row. */
type Cell<Row> = { column: Column<Row>; className: string | undefined; label: string | undefined }

function cellsOf<Row>(columns: readonly Column<Row>[]): Cell<Row>[] {
  const lead = columns.find((column) => column.to)
  return columns.map((column) => {
    const classes = [column.align, column === lead && 'lead', column.bare && 'bare'].filter(Boolean)
    const isNamed = column !== lead && !column.bare
    return { column, className: classes.join(' ') || undefined, label: isNamed ? column.header : undefined }
  })
}

/** Draws a row, or puts its cells where they were drawn before. */
function useRow<Row extends object>({ columns, rowKey, rowTone }: DataTableProps<Row>, cells: readonly Cell<Row>[]) {
  const keeper = useDrawingKeeper()
  const shown = cells.map(({ column }) => column.id).join()
  return (given: Row | Packed<Row>) => {
    const draw = (row: Row) => <Cells row={row} cells={cells} />
    const isPacked = typeof given === 'string'
    // A tone is not of the cells.
    const kept = isPacked && !rowTone && keeper?.drawnOf(columns, shown + given, () => draw(unpacked(given)))
    // biome-ignore lint/security/noDangerouslySetInnerHtml: what React itself drew of this very row
    if (kept) return <tr key={given} dangerouslySetInnerHTML={{ __html: kept }} />
    const row = isPacked ? unpacked(given) : given
    const tone = rowTone?.(row)
    return (
      <tr key={rowKey(row)} className={tone && `row-${tone}`}>
        {draw(row)}
      </tr>
    )
  }
}

type CellsProps<Row> = { row: Row; cells: readonly Cell<Row>[] }

function Cells<Row>({ row, cells }: CellsProps<Row>) {
  return (
    <>
      {cells.map(({ column, className, label }) => (
        <td key={column.id} className={className} data-label={label}>
          {column.to ? (
            <a href={column.to(row)} className="row-link" data-row-link="">
              {column.render(row)}
            </a>
          ) : (
            column.render(row)
          )}
          {column.sub ? <span className="sub">{column.sub(row)}</span> : null}
        </td>
      ))}
    </>
  )
}
