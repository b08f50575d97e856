/** A real PostgreSQL 18 of our own, in one folder: started when needed, shared by all who need it, stopped by the last. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { clusterFolder, makeCluster, writeSettings } from './cluster.server'
import { isAlive, withFolderLock } from './folder-lock.server'
import { nativeFolder, runUser } from './native.server'
import { answeringPort, type Cluster, isUp, startPostmaster, stopPostmaster } from './postmaster.server'
import { keptSecret } from './secrets.server'

export type EmbeddedServer = {
  port: number
  /** postgres:// address of the superuser, for any database of the server. */
  superuserUrl: (database?: string) => string
  /** Starts the server again if it was killed, on the same port while that is free. */
  keepUp: () => Promise<void>
  /** Says that this user is done; the last one out stops the server. */
  leave: () => Promise<void>
}

/**
 * The server of `folder`: attached to when it runs, started when it does not, made when there is none.
 * `isThrowaway` gives up durability, for tests only.
 */
export async function startEmbedded(folder: string, { isThrowaway = false } = {}): Promise<EmbeddedServer> {
  const home = resolve(folder)
  await mkdir(join(home, 'users'), { recursive: true })
  return withFolderLock(home, async () => {
    const password = await keptSecret(home, 'postgres')
    const superuserUrl = (port: number, database = 'postgres') =>
      `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
    const cluster = (await clusterOf(home)) ?? (await newCluster(home, password))
    const running = await answeringPort(cluster, superuserUrl)
    const port = running ?? (await startHere(home, cluster, isThrowaway))
    const seat = join(home, 'users', `${process.pid}.${randomUUID()}`)
    await writeFile(seat, '')
    let hasLeft = false
    return {
      port,
      superuserUrl: (database) => superuserUrl(port, database),
      keepUp: async () => {
        if (hasLeft || (await isUp(cluster))) return
        await withFolderLock(home, async () => {
          if (!hasLeft && !(await answeringPort(cluster, superuserUrl))) await startHere(home, cluster, isThrowaway)
        })
      },
      leave: async () => {
        if (hasLeft) return
        hasLeft = true
        await leave(home, cluster, seat)
      },
    }
  })
}

/** Stops the server of `folder` whoever uses it; does nothing when it does not run. */
export async function stopEmbedded(folder: string): Promise<void> {
  const home = resolve(folder)
  const cluster = await clusterOf(home)
  if (cluster) await withFolderLock(home, () => stopPostmaster(cluster))
}

async function clusterOf(home: string): Promise<Cluster | null> {
  const data = await clusterFolder(home)
  if (!data) return null
  const user = await runUser(data)
  return { data, user, native: await nativeFolder(user, home) }
}

async function newCluster(home: string, password: string): Promise<Cluster> {
  const user = await runUser(home)
  const native = await nativeFolder(user, home)
  return { data: await makeCluster(home, native, user, password), user, native }
}

// The port of last time, if it is free: a page that lost its database finds it again at the same place.
async function startHere(home: string, cluster: Cluster, isThrowaway: boolean): Promise<number> {
  const note = join(home, 'port')
  const lastPort = Number(await readFile(note, 'utf8').catch(() => '0'))
  await writeSettings(cluster.data, isThrowaway)
  const port = await startPostmaster(cluster, lastPort)
  // Removed first: it may belong to root, who started it last time.
  await rm(note, { force: true })
  await writeFile(note, String(port))
  return port
}

async function leave(home: string, cluster: Cluster, seat: string): Promise<void> {
  await withFolderLock(home, async () => {
    await rm(seat, { force: true })
    const seats = await readdir(join(home, 'users'))
    const left = seats.filter((name) => !isAlive(Number.parseInt(name, 10)))
    for (const name of left) await rm(join(home, 'users', name), { force: true })
    if (left.length === seats.length) await stopPostmaster(cluster)
  })
}
