import process from 'node:process'
import autocannon from 'autocannon'

// A process of its own, so that making load and measuring it share no thread with what is measured.
const { url, requests, connections, seconds } = JSON.parse(process.argv[2])
const result = await autocannon({ url, requests, connections, duration: seconds })
const wrong = result.errors + result.timeouts + result.non2xx
const { requests: counts, latency } = result
console.log(JSON.stringify({ rate: counts.average, total: counts.total, median: latency.p50, p99: latency.p99, wrong }))
