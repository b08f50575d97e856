/** The body of an answer that is made while it is taken: a piece at a time, and no more once nobody takes them. */

/** `whenTaken` tells that the browser took what there is, and false once it went away. */
type Context = { whenTaken?: (() => Promise<boolean>) | undefined }

export function streamedBody(chunks: AsyncIterable<Uint8Array | string>, context: Context): ReadableStream<Uint8Array> {
  const pieces = asTaken(chunks, context)
  const pull = async (body: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await pieces.next()
    if (done) body.close()
    else body.enqueue(typeof value === 'string' ? new TextEncoder().encode(value) : value)
  }
  return new ReadableStream({ pull, cancel: () => void pieces.return(undefined) }, { highWaterMark: 0 })
}

/** None before the one before it has gone out. */
async function* asTaken<Chunk>(chunks: AsyncIterable<Chunk>, { whenTaken }: Context): AsyncGenerator<Chunk> {
  for await (const chunk of chunks) {
    yield chunk
    if (whenTaken && !(await whenTaken())) return
  }
}

/** Pieces of text put together until they are worth a trip. */
export async function* inLumps(texts: AsyncIterable<string>, size = 32 * 1024): AsyncGenerator<string> {
  let lump = ''
  for await (const text of texts) {
    lump += text
    if (lump.length >= size) {
      yield lump
      lump = ''
    }
  }
  if (lump) yield lump
}
