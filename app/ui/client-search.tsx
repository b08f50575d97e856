/** The search for a client: posted, so that no name stands in an address; it answers while one types. */
import { Form, Link } from '@remix-run/react'
import { buttonClass } from './button'
import { Checkbox } from './choice'
import { Icon } from './icon'
import type { TypedSearch } from './use-typed-search'

type Found = { words: string; count: number; hasMore: boolean }
type Props = { action: string; found: Found | undefined; withArchived: boolean; search: TypedSearch }

export function ClientSearch({ action, found, withArchived, search }: Props) {
  return (
    <search className="mb-4 grid gap-2">
      <Form method="post" action={action} className="grid gap-2" onInput={search.onInput} onSubmit={search.onSubmit}>
        <div className="flex max-w-xl gap-2">
          <input
            type="search"
            name="words"
            className="control"
            aria-label="Name or record number"
            placeholder="Name or record number"
            defaultValue={found?.words}
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
          />
          <button type="submit" className={buttonClass({})}>
            <Icon name="search" /> Search
          </button>
        </div>
        {found ? (
          <Checkbox name="archived" value="with" label="Archived clients too" defaultChecked={withArchived} />
        ) : withArchived ? (
          <input type="hidden" name="archived" value="with" />
        ) : null}
      </Form>
      <p role="status" aria-busy={search.isSearching || undefined} className="flex flex-wrap items-baseline gap-x-3">
        {found ? (
          <>
            <span>{foundWords(found)}</span>
            <Link to="/clients" reloadDocument>
              All clients
            </Link>
          </>
        ) : null}
      </p>
    </search>
  )
}

function foundWords({ words, count, hasMore }: Found): string {
  if (hasMore) return `More than ${count} fit “${words}”. Type more of the name to see fewer.`
  if (count === 0) return `Nobody fits “${words}”.`
  return `${count === 1 ? '1 client fits' : `${count} clients fit`} “${words}”.`
}
