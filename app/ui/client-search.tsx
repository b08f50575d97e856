/** The search for a client: posted, so that no name stands in an address. */
import { Form, Link } from '@remix-run/react'
import { buttonClass } from './button'
import { Icon } from './icon'

type Found = { words: string; count: number; hasMore: boolean }

export function ClientSearch({ found }: { found: Found | undefined }) {
  return (
    <search className="mb-4 grid gap-2">
      <Form method="post" action="/clients?index" className="flex max-w-xl gap-2" key={found?.words}>
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
      </Form>
      {found ? (
        <p role="status" className="flex flex-wrap items-baseline gap-x-3">
          <span>{foundWords(found)}</span>
          <Link to="/clients">All clients</Link>
        </p>
      ) : null}
    </search>
  )
}

function foundWords({ words, count, hasMore }: Found): string {
  if (hasMore) return `More than ${count} fit “${words}”. Type more of the name to see fewer.`
  return `${count === 1 ? '1 client fits' : `${count} clients fit`} “${words}”.`
}
