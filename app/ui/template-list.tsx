/** Templates by name, each with what it is for and its exercises in order; never with a client. */
import type { Goal, Schedule } from '~/domain/version'
import { ButtonLink } from './button'
import { Empty } from './empty'
import { type ClinicFormat, formatInstant } from './format'
import { scheduleWords } from './program-facts'
import { goalWords } from './words'

type Template = {
  id: string
  name: string
  goal: Goal
  schedule: Schedule
  exercises: readonly string[]
  madeByName: string
  madeAt: Date | string
  mayRetire: boolean
}

export function TemplateList({ templates, format }: { templates: readonly Template[]; format: ClinicFormat }) {
  if (templates.length === 0) {
    return (
      <Empty
        title="No templates yet"
        says="Open a program that was submitted, and under its version choose “Make a template”. To use one, raise a program for a client."
      />
    )
  }
  return (
    <ul className="grid gap-3">
      {templates.map((template) => (
        <li key={template.id} className="card flex flex-wrap items-start justify-between gap-3 p-4">
          <div className="grid gap-1">
            <h2 className="font-semibold">{template.name}</h2>
            <span>
              {goalWords[template.goal]} · {scheduleWords(template.schedule)}
            </span>
            <span className="small">{exerciseWords(template.exercises)}</span>
            <span className="small dim">
              made by {template.madeByName}, {formatInstant(template.madeAt, format)}
            </span>
          </div>
          {template.mayRetire ? (
            <ButtonLink to={`/templates/${template.id}/retirement`} size="small" look="quiet">
              Retire<span className="sr-only"> {template.name}</span>
            </ButtonLink>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const mostNamed = 6

function exerciseWords(exercises: readonly string[]): string {
  const more = exercises.length - mostNamed
  const named = exercises.slice(0, mostNamed).join(', ')
  return more > 0 ? `${named} and ${more} more` : named
}
