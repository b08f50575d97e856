/** What a database is for, written in it: people's records, a demo, or a test. Nothing is served as what it is not. */
import pg from 'pg'

/** Throws when the database of clearway_app at `url` is of another kind. */
export async function requireKind(url: string, kind: 'real' | 'demo'): Promise<void> {
  const found = await ask<{ kind: string }>(url, 'select kind from installation')
  if (found?.kind !== kind) {
    throw new Error(
      `This database holds ${found?.kind === 'demo' ? 'the demo' : `a ${found?.kind} installation`}; refusing to serve it as ${kind}.`,
    )
  }
}

/** Marks the database of clearway_owner at `url` as the demo, before anything is in it. */
export async function markDemo(url: string): Promise<void> {
  await ask(url, "update installation set kind = 'demo'")
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows[0]
  } finally {
    await client.end()
  }
}
