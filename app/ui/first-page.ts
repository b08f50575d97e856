/** Whether the page that came with the document is awake: what is evaluated after that is of a page fetched later. */
export const firstPage = { isAwake: false }
