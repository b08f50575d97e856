/** A wire to PostgreSQL that counts what a client sends, and calls out at the message it was told to wait for. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** `before`: the message never reaches the server. `after`: it does, and nobody is there to read the answer. */
export type Moment = { at: number; side: 'before' | 'after' }

export type CountingProxy = {
  /** The same address by way of the proxy. */
  by: (url: string) => string
  /** Counts from 1 again; `call` is called once, at the moment, if there is one. */
  arm: (moment: Moment | null, call: () => void) => void
  /** Messages since it was armed. Every client waits for an answer before it sends the next one. */
  sent: () => number
  /** By which the server knows the connections that came this way. */
  ports: () => number[]
  close: () => Promise<void>
}

export async function startProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let armed: { moment: Moment | null; call: () => void } = { moment: null, call: () => undefined }
  const ports: number[] = []
  let count = 0

  const onMessage = (server: Socket, bytes: Buffer) => {
    count += 1
    const { moment, call } = armed
    if (moment?.at !== count) return server.write(bytes)
    if (moment.side === 'before') return call()
    server.write(bytes, () => call())
  }

  const proxy: Server = createServer((client) => {
    const server = connect(Number(port), hostname, () => ports.push(server.localPort ?? 0))
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.setNoDelay(true).on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    client.on('data', (bytes) => onMessage(server, bytes))
    client.on('close', () => server.end())
    server.pipe(client)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    by: (url) => {
      const address = new URL(url)
      address.hostname = '127.0.0.1'
      address.port = String((proxy.address() as AddressInfo).port)
      return address.href
    },
    arm: (moment, call) => {
      count = 0
      armed = { moment, call }
    },
    sent: () => count,
    ports: () => ports,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => proxy.close(resolve))
    },
  }
}
