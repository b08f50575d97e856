/** A page on which one thing of a member is changed. */
import type { ComponentProps, ReactNode } from 'react'
import { Page } from '../page'

type Props = {
  shell: ComponentProps<typeof Page>['shell']
  person: { id: string; name: string }
  title: string
  children: ReactNode
}

export function MemberChangePage({ shell, person, title, children }: Props) {
  const crumbs = [
    { label: 'Members', to: '/members' },
    { label: person.name, to: `/members/${person.id}` },
  ]
  return (
    <Page shell={shell} title={title} sub={person.name} crumbs={crumbs}>
      <div className="max-w-2xl">
        <div className="card p-5">{children}</div>
      </div>
    </Page>
  )
}
