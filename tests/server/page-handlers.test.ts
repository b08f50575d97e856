/** Every page of the real build, looked for among its neighbours alone: what a handler of all would have found. */
import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { beforeAll, describe, expect, it } from 'vitest'
import { onlyUnder } from '~/server/page-handlers.server'

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

describe('the pages under one segment of an address', () => {
  it('are the same for every page there is, and for what is none of them', () => {
    const whole = treeOf(build)
    const addresses = new Set(addressesOf(whole))
    for (const address of [...addresses]) addresses.add(`${address}/no-such-page`).add(address.toUpperCase())
    expect(addresses.size).toBeGreaterThan(300)
    const trees = new Map<string, Tree[]>()
    for (const address of addresses) {
      const segment = address.split('/')[1]?.toLowerCase() ?? ''
      const tree = trees.get(segment) ?? treeOf(onlyUnder(segment, build))
      trees.set(segment, tree)
      expect(idsAt(tree, address), address).toEqual(idsAt(whole, address))
    }
  })

  it('are few, in what is matched and in what is drawn', () => {
    const { routes, assets } = onlyUnder('worklist', build)
    expect(Object.keys(routes).sort()).toEqual(['root', 'routes/$', 'routes/_index', 'routes/worklist'])
    expect(Object.keys(assets.routes).sort()).toEqual(Object.keys(routes).sort())
    expect(assets.url).toBe(build.assets.url)
  })
})
