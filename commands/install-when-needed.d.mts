export function isInstalled(root: string, forDevelopment: boolean): boolean
