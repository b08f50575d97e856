/** Renders a page to its end and sends it in one piece; writes unexpected errors down without what they are about. */
import { Writable } from 'node:stream'
import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { errorFacts, log } from '~/server/log.server'
import { KeptDrawings } from '~/server/drawing-keeper.server'
import { KeepsDrawings } from '~/ui/kept-drawings'
import { PageFactsProvider } from '~/ui/page-facts'

/** Milliseconds a loader's late values may take. */
export const streamTimeout = 5_000

function page(url: string, remix: EntryContext, { nonce, requestId, kind }: AppLoadContext) {
  return (
    <PageFactsProvider facts={{ nonce, requestId, isDemo: kind === 'demo' }}>
      <RemixServer context={remix} url={url} abortDelay={streamTimeout} nonce={nonce} />
    </PageFactsProvider>
  )
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const late: unknown[] = []
  await settleData(remix)
  // Each drawing takes hold of the stream, though all of it was read.
  const element = () => page(request.url, { ...remix, serverHandoffStream: new ReadableStream() }, context)
  const body =
    drawnAtOnce(element()) ??
    (await render(element(), context.nonce, (error) => {
      late.push(error)
    }))
  for (const error of late) handleError(error, { request, context })
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(body, { status: late.length > 0 ? 500 : status, headers })
}

/**
 * Reads what the loaders answered to its end, where Remix keeps it for the scripts at the foot of a page: a page then waits
 * for nothing while it is drawn.
 */
async function settleData({ serverHandoffStream, renderMeta }: EntryContext): Promise<void> {
  if (!serverHandoffStream || !renderMeta) return
  const cache: Record<number, Settled> = {}
  const reader = serverHandoffStream.getReader()
  const decoder = new TextDecoder()
  for (let number = 0, isDone = false; !isDone; number += 1) {
    const { done, value } = await reader.read()
    isDone = done
    cache[number] = Object.assign(Promise.resolve(), {
      result: { done, value: decoder.decode(value, { stream: true }) },
    })
  }
  reader.releaseLock()
  renderMeta.streamCache = cache
}

type Settled = NonNullable<NonNullable<EntryContext['renderMeta']>['streamCache']>[number]

const drawings = new KeptDrawings()

/** What React could not draw without waiting, or at all. */
const undrawn = '<!--$!-->'

/**
 * The page in one go, by React's renderer into a string, which takes half as long as the one that streams. Null where a
 * part of it is still to be loaded, or fails: then it is drawn by the one that waits, and says what failed.
 */
function drawnAtOnce(element: React.JSX.Element): Buffer<ArrayBuffer> | null {
  const keeper = drawings.forPage()
  let html: string
  try {
    html = renderToString(<KeepsDrawings value={keeper}>{element}</KeepsDrawings>)
  } catch {
    return null
  }
  if (html.includes(undrawn)) return null
  try {
    keeper.keep()
  } catch (error) {
    // The page is whole: a part that cannot be drawn alone is for us to hear of, and nobody's wait.
    log({ level: 'error', kind: 'drawing-not-kept', ...errorFacts(error) })
  }
  return Buffer.from(`<!DOCTYPE html>${html}`)
}

/** Rejects when the page itself fails, so that Remix renders the error page; tells of what failed inside a boundary. */
function render(
  element: React.JSX.Element,
  nonce: string,
  onError: (error: unknown) => void,
): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    let hasFailed = false
    const { pipe, abort } = renderToPipeableStream(element, {
      nonce,
      onError,
      onShellError: (error) => {
        hasFailed = true
        clearTimeout(tooLong)
        reject(error)
      },
      // Called after a failed page too, when nothing is left to read.
      onAllReady: () => {
        clearTimeout(tooLong)
        if (!hasFailed) pipe(gathering(resolve))
      },
    })
    const tooLong = setTimeout(abort, streamTimeout + 1_000)
  })
}

/** Takes all that is written, as it comes: as bytes, which nothing between here and the socket reads as text again. */
function gathering(done: (whole: Buffer<ArrayBuffer>) => void): Writable {
  const parts: Buffer[] = []
  return new Writable({
    highWaterMark: Number.MAX_SAFE_INTEGER,
    write: (part: Buffer, _encoding, taken) => {
      parts.push(part)
      taken()
    },
    final: (ended) => {
      ended()
      done(Buffer.concat(parts))
    },
  })
}

type Asked = Pick<LoaderFunctionArgs | ActionFunctionArgs, 'request' | 'context'>

/** What a page refuses (403, 404, 409) is an answer and no error; nor is a request nobody waits for any longer. */
export function handleError(error: unknown, { request, context }: Asked): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  log({ level: 'error', kind: 'error', id: context.requestId, ...errorFacts(error) })
  if (process.env.NODE_ENV === 'development') console.error(error)
}
