/** The file of a list of clients, chosen and read. */
import { CsvFileForm } from './csv-file-form'

export function RosterFileForm({ errors }: { errors: string[] }) {
  return (
    <CsvFileForm action="/clients/import/list?index" thing="client" errors={errors}>
      You see what would happen before anything is written. Names, birthdays, numbers and sex are taken, nothing else.
    </CsvFileForm>
  )
}
