// Loaded by the load test into the server that it measures, with --expose-gc: answers over the channel to its parent.
import process from 'node:process'

process.on('message', message => {
  if (message !== 'measure') return
  // Twice: what the first collection finds dead may hold on to more.
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage()
  process.send?.({ heapUsed, external, arrayBuffers, rss, timers: process.getActiveResourcesInfo().length })
})
// It must not keep the process from ending.
process.channel?.unref()
