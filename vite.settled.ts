/**
 * What Remix decides while it runs, and is settled here by remix.config.js: the browser is sent only the way that is
 * gone. Every place is named; a version of Remix that no longer has it ends the build, and then it is looked at again.
 */
import type { Plugin } from 'vite'

type Place = readonly [asks: RegExp, settled: string]

const remix = '/@remix-run/react/dist/esm/'

const settled: Record<string, readonly Place[]> = {
  [`${remix}browser.js`]: [
    [/window\.__remixContext\.future\.v3_\w+/g, 'true'],
    [/window\.__remixContext\.isSpaMode/g, 'false'],
  ],
  [`${remix}components.js`]: [
    [/\bisSpaMode && /g, 'false && '],
    [/\bfuture\.v3_singleFetch\b/g, 'true'],
    [/isFogOfWarEnabled\(future, isSpaMode\)/g, 'true'],
    // No link here fetches its page before it is followed.
    [/usePrefetchBehavior\(prefetch, props\)/g, '[false, null, {}]'],
    [/mergeRefs\(forwardedRef, ref\)/g, 'forwardedRef'],
    [/shouldPrefetch && !isAbsolute \?/g, 'false ?'],
    [/isPageLinkDescriptor\(link\) \?/g, 'false ?'],
    // A name for those who debug is all that holds what is used by nothing here.
    [/^NavLink\.displayName = .*$/gm, ''],
    // Scripts that only late values without single fetch need.
    [/typeof __remixContext === "object" && __remixContext\.a/g, 'false'],
    // What stands in a script is written by the server, and left alone by the browser.
    [/!isStatic \? " " : `/g, 'true ? " " : `'],
    [/contextScript \+= !activeDeferreds \? "" : /g, 'contextScript += true ? "" : '],
    [/staticContext \? `window/g, 'false ? `window'],
  ],
  [`${remix}routes.js`]: [
    [/if \(isSpaMode\)/g, 'if (false)'],
    [/route\.id === "root" \? RemixRootDefaultHydrateFallback : undefined/g, 'undefined'],
    [/\(!isSpaMode \|\| /g, '(true || '],
    [/typeof singleFetch === "function"/g, 'true'],
    [/\bfuture\.v3_singleFetch\b/g, 'true'],
    [/return isSpaMode && /g, 'return false && '],
  ],
  [`${remix}fog-of-war.js`]: [
    [/future\.v3_lazyRouteDiscovery === true && !isSpaMode/g, 'true'],
    [/!isFogOfWarEnabled\(future, isSpaMode\)/g, 'false'],
  ],
  [`${remix}links.js`]: [[/\bfuture\.v3_singleFetch\b/g, 'true']],
  [`${remix}routeModules.js`]: [[/window\.__remixContext\.isSpaMode/g, 'false']],
  [`${remix}scroll-restoration.js`]: [[/if \(isSpaMode\)/g, 'if (false)']],
  // Rows, their cells and headers are drawn plainly here: what TanStack knows of them is asked for by nothing.
  '/@tanstack/table-core/dist/core/coreFeatures.js': [[/^\tcore(Cells|Headers|RowModels|Rows)Feature,?$/gm, '']],
  // Single fetch brings promises as they are; nothing is deferred in the router's own way.
  '/@remix-run/router/dist/router.js': [
    [/return result\.type === ResultType\.deferred;/g, 'return false;'],
    [/if \(isDeferredData\(result\)\)/g, 'if (false)'],
    [/\bfuture\.v7_(fetcherPersist|normalizeFormMethod|partialHydration|prependBasename|relativeSplatPath)\b/g, 'true'],
  ],
  '/react-router/dist/index.js': [
    [/function logV6DeprecationWarnings\(renderFuture, routerFuture\) \{/g, '$& return;'],
  ],
}

export const sendWhatIsSettled: Plugin = {
  name: 'clearway-send-what-is-settled',
  apply: 'build',
  enforce: 'pre',
  transform(code, id, options) {
    if (options?.ssr) return
    const file = Object.keys(settled).find((end) => id.endsWith(`node_modules${end}`))
    if (!file) return
    let sent = code
    for (const [asks, answer] of settled[file] ?? []) {
      const before = sent
      sent = sent.replaceAll(asks, answer)
      if (sent === before) throw new Error(`${file} no longer asks ${asks}.`)
    }
    return { code: sent, map: null }
  },
}
