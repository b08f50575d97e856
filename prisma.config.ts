/** For Prisma's own commands, which look for an engine they need not have: validate, format and generate run without it. */
import { defineConfig } from 'prisma/config'

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma' })
