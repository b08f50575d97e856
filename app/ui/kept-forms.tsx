/** A list of what a member left unfinished: each leads back to its form. */
import { Link } from '@remix-run/react'
import { ButtonLink } from './button'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant } from './format'
import { keptFormsPath } from './use-kept-form'

type KeptForm = {
  id: string
  keptAt: Date | string
  clientId: string
  clientName: string
  draft: { programId: string; versionId: string; programName: string; number: number } | null
}

export function KeptForms({ forms, format }: { forms: readonly KeptForm[]; format: ClinicFormat }) {
  if (forms.length === 0) {
    return (
      <Empty title="Nothing is left unfinished" says="What you type into a program is kept here until you save it." />
    )
  }
  return (
    <ul className="grid gap-3">
      {forms.map((form) => (
        <li key={form.id} className="card flex flex-wrap items-center justify-between gap-3 p-4">
          <span>
            <Link to={`${pathOf(form)}?kept=mine`}>
              {form.draft ? `${form.draft.programName}, version ${form.draft.number}` : 'A new program'}
            </Link>
            <span className="small dim block">
              {form.clientName} · {formatInstant(form.keptAt, format)}
            </span>
          </span>
          <ButtonLink to={`${keptFormsPath}/${form.id}/removal`} size="small" look="quiet">
            Discard
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}

function pathOf({ clientId, draft }: KeptForm): string {
  return draft ? `/programs/${draft.programId}/versions/${draft.versionId}/draft` : `/clients/${clientId}/programs/new`
}
