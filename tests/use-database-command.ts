import { openDatabase } from '../database/open-database.ts'

// A command that uses the embedded database of the folder it is given until its standard input ends.
const database = await openDatabase({ databaseUrl: undefined, dataDir: process.argv[2] ?? '', log: console.error })
console.log(database.url)
process.stdin.resume().on('end', () => void database.close())
