/** A way to the server that can be cut like a cable: no request gets through, whoever sends it. */
import { connect, createServer, type Socket } from 'node:net'

export type Cuttable = { url: string; cut: () => void; mend: () => void; close: () => Promise<void> }

export async function cuttableWay(to: string): Promise<Cuttable> {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  let isCut = false
  const way = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => way.listen(0, '127.0.0.1', done))
  const address = way.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const destroyAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut: () => {
      isCut = true
      destroyAll()
    },
    mend: () => {
      isCut = false
    },
    close: () => {
      destroyAll()
      return new Promise((done) => way.close(() => done()))
    },
  }
}
