/** Every condition a screening asks for, grouped as one talks about them. */
import type { Group } from '~/domain/screening-questions'
import { ConditionBox } from './condition-box'

export function ConditionGroups({ groups, picked }: { groups: readonly Group[]; picked: readonly string[] }) {
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
      {groups.map(({ name, codes }) =>
        codes.length === 0 ? null : (
          <section key={name} className={name === 'In a limb' ? 'sm:col-span-2' : undefined} aria-label={name}>
            <h3 className="mb-1.5 small">{name}</h3>
            <div className={name === 'In a limb' ? 'grid gap-3' : 'grid gap-0.5'}>
              {codes.map((code) => (
                <ConditionBox key={code} code={code} picked={picked} />
              ))}
            </div>
          </section>
        ),
      )}
    </div>
  )
}
