/** The frame of the pages one sees before being let in: the name, one card, nothing else. */
import type { ReactNode } from 'react'
import { BrandSign } from './brand'

type DoorstepProps = { title: string; sub?: ReactNode; isWide?: boolean; children: ReactNode }

export function Doorstep({ title, sub, isWide = false, children }: DoorstepProps) {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh place-items-center px-4 py-10">
      <div className={`grid w-full gap-4 ${isWide ? 'max-w-2xl' : 'max-w-sm'}`}>
        <p className="flex items-center gap-2 text-lg font-semibold tracking-tight">
          <span className="text-brand">
            <BrandSign />
          </span>
          Clearway
        </p>
        <section className="card p-6" aria-labelledby="doorstep-title">
          <h1 id="doorstep-title">{title}</h1>
          {sub ? <p className="dim mt-1">{sub}</p> : null}
          <div className="mt-5">{children}</div>
        </section>
      </div>
    </main>
  )
}
