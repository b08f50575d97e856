/** Prisma over a pool of ours: for commands and cold pages. */
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { type Prisma, PrismaClient } from '~/data/generated/client'

/** What a command is given: Prisma inside one transaction of one clinic. */
export type Tx = Prisma.TransactionClient

/** A Prisma client that borrows the connections of `pool` and leaves ending them to its owner. */
export function commandClient(pool: pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 5_000, timeout: 20_000 },
  })
}
