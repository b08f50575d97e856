/** The one file of a form, as bytes, or what is wrong with it in words for beside its field. */
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'

const FileForm = z.object({
  file: z.custom<Blob>((given) => given instanceof Blob && given.size > 0, 'Choose a file that is not empty.'),
})

export async function uploadedFile(
  request: Request,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; errors: string[] }> {
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: FileForm })
  if (submission.status !== 'success') return { ok: false, errors: submission.error?.file ?? [] }
  return { ok: true, bytes: new Uint8Array(await submission.value.file.arrayBuffer()) }
}
