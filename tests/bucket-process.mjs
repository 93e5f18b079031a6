import S3rver from '@20minutes/s3rver'

// In a process of its own, since it marks the pages of a listing by a cipher that Node has only where it is told so.
const [options] = process.argv.slice(2)
const { port } = await new S3rver(JSON.parse(options)).run()
console.log(port)
// Whoever started it holds the other end, and so never leaves it behind.
process.stdin.resume().once('end', () => process.exit())
