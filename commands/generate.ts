import { generateSchemas } from './build-when-changed.ts'
import { runCommand } from './run-command.ts'

await runCommand(generateSchemas)
