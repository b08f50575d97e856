/** A process that starts the embedded server of the folder it is given, says the port, and stays until it is killed. */
import { startEmbedded } from '~/database/embedded.server'

const server = await startEmbedded(process.argv[2] ?? '')
process.stdout.write(`${server.port}\n`)
setInterval(() => undefined, 60_000)
