/** Every page of the real build, looked for among its neighbours alone: what a handler of all would have found. */
import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { beforeAll, describe, expect, it } from 'vitest'
import { onlyWith, routesByAddress } from '~/server/page-handlers.server'

const bundle = new URL('../../build/server/pages.js', import.meta.url)
let build: ServerBuild

beforeAll(async () => {
  build = (await import(bundle.href)) as ServerBuild
})

type Tree = { id: string; path?: string; index?: boolean; children?: Tree[] }

function treeOf({ routes }: ServerBuild, parentId?: string): Tree[] {
  const all = Object.values(routes).flatMap((route) => route ?? [])
  return all
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index }) => {
      const own = { id, ...(path !== undefined && { path }) }
      return index ? { ...own, index: true } : { ...own, children: treeOf({ routes } as ServerBuild, id) }
    })
}

const idsAt = (tree: Tree[], path: string) => matchRoutes(tree as never, path)?.map(({ route }) => route.id) ?? null

/** An address of each page, with something in place of what is looked for by it. */
function addressesOf(tree: Tree[], above = ''): string[] {
  return tree.flatMap(({ path, children = [] }) => {
    const own = path ? `${above}/${path.replaceAll(/:\w+/g, '01a219ee').replace('*', 'nothing/at/all')}` : above
    return [own || '/', ...addressesOf(children, own)]
  })
}

describe('the pages of the shape of an address', () => {
  it('are the same for every page there is, and for what is none of them', () => {
    const whole = treeOf(build)
    const routesAt = routesByAddress(build)
    const addresses = new Set(addressesOf(whole))
    for (const address of [...addresses])
      addresses.add(`${address}/no-such-page`).add(address.toUpperCase()).add(`${address}/`).add(`${address}/new`)
    expect(addresses.size).toBeGreaterThan(500)
    const trees = new Map<string, Tree[]>()
    let narrowed = 0
    for (const address of addresses) {
      const ids = routesAt(address)
      if (!ids) continue
      narrowed += 1
      const tree = trees.get(ids.join()) ?? treeOf(onlyWith(ids, build))
      trees.set(ids.join(), tree)
      expect(idsAt(tree, address), address).toEqual(idsAt(whole, address))
    }
    expect(narrowed).toBeGreaterThan(400)
  })

  it('are few, in what is matched and in what is drawn', () => {
    const ids = routesByAddress(build)('/clients/01a219ee/progress')
    const { routes, assets } = onlyWith(ids ?? [], build)
    expect(Object.keys(routes).sort()).toEqual(['root', 'routes/$', 'routes/clients.$clientId.progress'])
    expect(Object.keys(assets.routes).sort()).toEqual(Object.keys(routes).sort())
    expect(assets.url).toBe(build.assets.url)
  })

  it.each([
    '/',
    '/no-such-page',
    '/clients//new',
    '/cl%69ents',
    '/clients/a%2Fb',
    '/_root',
    '/clients/../worklist',
    '/clients/é',
  ])('are all of them for %s', (address) => expect(routesByAddress(build)(address)).toBeNull())
})
