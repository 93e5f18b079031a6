import { subscribe } from 'node:diagnostics_channel'
import process from 'node:process'
import {
  createExpressServer,
  createSystem,
} from '@keystone-6/core/___internal-do-not-use-will-break-in-patch/artifacts'
import type { KeystoneConfig } from '@keystone-6/core/types'
import type { FastifyInstance } from 'fastify'
import * as PrismaModule from '../generated/prisma/client.ts'

/** What the program in `keystone.ts` answers: the routes of its Fastify app, and what its Express app does in order. */
export type Doors = { fastify: { method: string; url: string }[]; express: { name: string; hasRoute: boolean }[] }

type Layer = { name: string; route?: unknown }

// Run by itself, in a process of its own, since the composition starts watches that end with it alone.
const fastify: Doors['fastify'] = []
subscribe('fastify.initialization', message => {
  const app = (message as { fastify: FastifyInstance }).fastify // what Fastify says on this channel
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) fastify.push({ method: each, url })
  })
})
const { default: composed } = await import('../keystone.ts')
// Keystone's own parts know any Keystone; this one is ours.
const system = createSystem(composed as unknown as KeystoneConfig)
const keystone = system.getKeystone(PrismaModule)
await keystone.connect()
const { expressServer } = await createExpressServer(system.config, keystone.context)
const { stack } = expressServer.router as unknown as { stack: Layer[] } // Express 5's own list
const express = stack.map(({ name, route }) => ({ name, hasRoute: route !== undefined }))
process.stdout.write(`${JSON.stringify({ fastify, express } satisfies Doors)}\n`, () => process.exit(0))
