/** Saves the card's chart as a picture, and says so where the browser cannot draw one. */
import { type RefObject, useState } from 'react'

function save(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${name}.png`
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Fetched by the tap: nobody else needs it. */
async function savePicture(drawing: HTMLElement, name: string): Promise<void> {
  const { pictureOf } = await import('./picture')
  save(await pictureOf(drawing), name)
}

export function PictureButton({ drawing, name }: { drawing: RefObject<HTMLElement>; name: string }) {
  const [hasFailed, setFailed] = useState(false)
  const onClick = () => {
    setFailed(false)
    if (drawing.current) savePicture(drawing.current, name).catch(() => setFailed(true))
  }
  return (
    <>
      <button type="button" className="needs-script screen-only link" onClick={onClick}>
        Picture
      </button>
      {hasFailed ? (
        <span role="alert" className="screen-only">
          This browser could not draw the picture. The CSV has the same numbers.
        </span>
      ) : null}
    </>
  )
}
